import type { Command, Redis } from 'ioredis'

const HELD = new Set(['evalsha', 'eval', 'get', 'set', 'del', 'keys', 'zrange'])

/** A connection whose commands wait, in their order, until they are delivered one by one. */
export class HeldClient {
  readonly #held: { send: () => unknown; reply: Promise<unknown> }[] = []
  #free = false

  /** To the same server as another client. */
  static async like(another: Redis): Promise<HeldClient> {
    const redis = another.duplicate()
    await redis.ping() // What it sends before it is connected passes by twice.
    return new HeldClient(redis)
  }

  private constructor(readonly redis: Redis) {
    const send = redis.sendCommand.bind(redis)
    redis.sendCommand = (command: Command) => {
      if (this.#free || !HELD.has(command.name)) return send(command)
      this.#held.push({ send: () => send(command), reply: command.promise as Promise<unknown> })
      return command.promise
    }
  }

  /** Sends the first command that waits; resolves when its reply is there. */
  async deliver(): Promise<void> {
    const first = this.#held.shift()
    first?.send()
    await first?.reply.catch(() => {})
  }

  /** Sends all that wait, and from now on each as it comes. */
  free(): void {
    this.#free = true
    for (const { send } of this.#held.splice(0)) send()
  }
}
