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
