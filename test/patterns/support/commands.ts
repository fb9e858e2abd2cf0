import type { Command, Redis } from 'ioredis'

/** What the server ran while `act` ran, by command: `{ evalsha: 1, zscore: 1 }`. Needs a server of its own. */
export async function commandsRun(
  redis: Redis,
  act: () => Promise<unknown>,
): Promise<Record<string, number>> {
  await redis.config('RESETSTAT')
  await act()
  const stats = [...(await redis.info('commandstats')).matchAll(/cmdstat_([\w|]+):calls=(\d+)/g)]
  const counts = stats.map(([, name, calls]) => [name as string, Number(calls)] as const)
  return Object.fromEntries(counts.filter(([name]) => name !== 'config|resetstat'))
}

const HANDSHAKE = new Set(['hello', 'info', 'client', 'auth', 'select', 'ping'])

/**
 * What reached the server over the wire while `act` ran, from all connections, by command: `{ evalsha: 1 }`.
 * The server's own count has what scripts run, too; MONITOR tells the two apart. Needs a server of its own.
 */
export async function wireCommands(
  redis: Redis,
  act: () => Promise<unknown>,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const monitor = await redis.monitor()
  const end = `end of ${Math.random()}`
  const ended = new Promise<void>((resolve) => {
    monitor.on('monitor', (_time, [name = '', ...args]: string[], source: string) => {
      if (args[0] === end) return resolve()
      const command = name.toLowerCase()
      if (source !== 'lua' && !HANDSHAKE.has(command)) counts[command] = (counts[command] ?? 0) + 1
    })
  })
  await act()
  await redis.echo(end)
  await ended
  monitor.disconnect()
  return counts
}

/** How many of them. */
export function total(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

/** Holds back the commands of one name that a client sends, until they are let go. */
export class Gate {
  readonly #parked: (() => void)[] = []
  readonly #send: Redis['sendCommand']
  #wanted = { count: Infinity, reached: () => {} }

  constructor(
    readonly redis: Redis,
    name: string,
  ) {
    this.#send = redis.sendCommand.bind(redis)
    redis.sendCommand = (command: Command) => {
      if (command.name !== name) return this.#send(command)
      this.#parked.push(() => this.#send(command))
      if (this.#parked.length >= this.#wanted.count) this.#wanted.reached()
      return command.promise
    }
  }

  /** Resolves when that many commands wait. */
  async waiting(count: number): Promise<void> {
    if (this.#parked.length >= count) return
    await new Promise<void>((reached) => (this.#wanted = { count, reached }))
  }

  /** Lets all go that wait, and all that come. */
  open(): void {
    this.redis.sendCommand = this.#send
    for (const go of this.#parked.splice(0)) go()
  }
}
