import type { Command, Redis } from 'ioredis'

const HELD = new Set(['evalsha', 'eval', 'get', 'set', 'del', 'keys', 'zrange'])

interface Held {
  sent: boolean
  send(): void
  /** Resolves when the reply is there. */
  replied: Promise<unknown>
  pass(): void
}

/** A connection whose commands wait, in their order, until they are sent one by one; and so do their replies. */
export class HeldClient {
  readonly #held: Held[] = []
  /** Connections that were made from this one, to listen. */
  readonly #listening: Redis[] = []
  #free = false

  /** To the same server as another client. */
  static async like(another: Redis): Promise<HeldClient> {
    const redis = another.duplicate()
    await redis.ping() // What it sends before it is connected passes by twice.
    return new HeldClient(redis)
  }

  private constructor(readonly redis: Redis) {
    const duplicate = redis.duplicate.bind(redis)
    redis.duplicate = (override) => {
      const connection = duplicate(override)
      this.#listening.push(connection)
      return connection
    }
    const send = redis.sendCommand.bind(redis)
    redis.sendCommand = (command: Command) => {
      if (this.#free || !HELD.has(command.name)) return send(command)
      const reply = command.promise as Promise<unknown>
      const replied = reply.catch(() => {})
      return new Promise((resolve, reject) => {
        const pass = () => void reply.then(resolve, reject)
        this.#held.push({ sent: false, send: () => void send(command), replied, pass })
      })
    }
  }

  /** Sends the first command that waits. Its reply, and those after it, wait until they are delivered. */
  async send(): Promise<void> {
    await sent(this.#held.find((held) => !held.sent))
  }

  /** Sends the first command, unless that is done, and hands out its reply. */
  async deliver(): Promise<void> {
    const first = this.#held.shift()
    await sent(first)
    first?.pass()
  }

  /** Resolves when everything is heard that the server has told before. */
  async heard(): Promise<void> {
    const connected = this.#listening.filter(({ status }) => status === 'ready')
    await Promise.all(connected.map((connection) => connection.ping()))
  }

  /** Sends all that wait, and from now on each as it comes. */
  free(): void {
    this.#free = true
    for (const held of this.#held.splice(0)) {
      void sent(held)
      held.pass()
    }
  }
}

async function sent(held: Held | undefined): Promise<void> {
  if (held === undefined) return
  if (!held.sent) held.send()
  held.sent = true
  await held.replied
}
