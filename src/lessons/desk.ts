import type { Connection } from '../engine/engine.js'
import type { Reply } from '../scenario/event.js'
import { splitLine } from '../scenario/split-line.js'
import { mayBlock } from '../scenario/blocking.js'
import { isError, readReply } from '../scenario/reply.js'

/** A command that was typed, and what came back. */
export interface Typed {
  readonly line: string
  /** In capitals: `SET`. */
  readonly name: string
  readonly reply: Reply
}

/** What listens takes the connection for itself, and what ends it leaves none. */
const REFUSED = /^([PS]?SUBSCRIBE|MONITOR|SHUTDOWN|QUIT)$/i

/** Where commands are typed, one line each, on a server that is ours alone. */
export class Desk {
  readonly #redis: Connection
  readonly #typed: Typed[] = []

  constructor(redis: Connection) {
    this.#redis = redis
  }

  /** What has been typed since the last preparation. */
  get typed(): readonly Typed[] {
    return this.#typed
  }

  /** Empties the server and runs some commands, which do not count. @throws {Error} when one of them fails. */
  async prepare(setup: readonly string[]): Promise<void> {
    // A transaction that was left open would only queue what follows.
    await this.#redis.call('DISCARD').catch(() => {})
    await this.#redis.flushdb()
    for (const line of setup) await this.ask(line)
    this.#typed.length = 0
  }

  /** Runs what was typed. A reply that is an error is a reply, too. */
  async type(line: string): Promise<Typed> {
    const typed = await this.#send(line)
    this.#typed.push(typed)
    return typed
  }

  /** Runs a command that does not count. @throws {Error} when the server refuses it. */
  async ask(line: string): Promise<Reply> {
    const { reply } = await this.#send(line)
    if (isError(reply)) throw new Error(reply.error)
    return reply
  }

  async #send(line: string): Promise<Typed> {
    const split = splitLine(line)
    if (!('words' in split)) return { line, name: '', reply: { error: 'ERR a quote is not closed' } }
    const [name = Buffer.of(), ...args] = split.words
    // Nobody else is here who could answer a command that waits.
    if (REFUSED.test(name.toString()) || mayBlock(name.toString(), args)) {
      return {
        line,
        name: '',
        reply: { error: 'ERR not here: try it with two clients in redis-patterns play' },
      }
    }
    const sent: Promise<unknown> = this.#redis.call(name.toString(), ...args)
    const reply = await sent.then(readReply, (error: Error) => ({ error: error.message }))
    return { line, name: name.toString().toUpperCase(), reply }
  }
}
