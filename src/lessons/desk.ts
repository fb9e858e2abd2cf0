import type { Connection, Engine } from '../engine/engine.js'
import type { Reply } from '../scenario/event.js'
import { splitLine } from '../scenario/split-line.js'
import { mayBlock } from '../scenario/blocking.js'
import { isError, readReply } from '../scenario/reply.js'
import { asText } from '../scenario/text.js'

/** A command that was typed, and what came back. */
export interface Typed {
  readonly text: string
  /** Empty when it could not be sent. */
  readonly words: readonly string[]
  /** In capitals: `SET`. */
  readonly name: string
  readonly reply: Reply
}

/** The commands of a line: a semicolon with a space on either side, outside of quotes, stands between them. */
export function commandsOf(line: string): string[] {
  return line.replace(/\s;\s*$/, '').split(/\s+;\s+(?=(?:[^"']|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')*$)/)
}

/** What listens takes the connection for itself, and what ends it leaves none. */
const REFUSED = /^([PS]?SUBSCRIBE|MONITOR|SHUTDOWN|QUIT)$/i

/** Where commands are typed, on a server that is ours alone. What stands on one line is sent together. */
export class Desk {
  readonly #redis: Connection
  /** What is looked up goes another way: within a transaction it would be queued. */
  readonly #looks: Connection
  readonly #typed: Typed[] = []
  #trips = 0
  #queues = false

  private constructor(redis: Connection, looks: Connection) {
    this.#redis = redis
    this.#looks = looks
  }

  static async open(engine: Engine): Promise<Desk> {
    return new Desk(await engine.connect('learner'), await engine.connect('teacher'))
  }

  /** What has been typed since the last preparation. */
  get typed(): readonly Typed[] {
    return this.#typed
  }

  /** How often one waited for the server. */
  get trips(): number {
    return this.#trips
  }

  /** Within MULTI, what is typed is queued until EXEC. */
  get queues(): boolean {
    return this.#queues
  }

  /** Empties the server and runs some lines, which do not count. @throws {Error} when one of them fails. */
  async prepare(setup: readonly string[]): Promise<void> {
    // What was watched, or queued and not sent, is of no use any more.
    for (const redis of [this.#redis, this.#looks]) await redis.call('DISCARD').catch(() => redis.unwatch())
    await this.#redis.select(0)
    await this.#looks.flushall()
    for (const line of setup) await this.ask(line)
    this.#typed.length = 0
    this.#trips = 0
    this.#queues = false
  }

  /** Runs the commands of a line. A reply that is an error is a reply, too. */
  async type(line: string): Promise<readonly Typed[]> {
    const typed = await sent(this.#redis, line)
    const answered = typed.filter(({ words }) => words.length > 0)
    this.#typed.push(...answered)
    if (answered.length > 0) this.#trips++
    for (const { name, reply } of answered) {
      if (name === 'MULTI' && reply === 'OK') this.#queues = true
      else if (/^(EXEC|DISCARD|RESET)$/.test(name)) this.#queues = false
    }
    return typed
  }

  /** Runs a line that does not count. @returns the last reply. @throws {Error} when the server refuses a command. */
  async ask(line: string): Promise<Reply> {
    const replies = (await sent(this.#looks, line)).map(({ reply }) => reply)
    const error = replies.find(isError)
    if (error !== undefined) throw new Error(error.error)
    return replies.at(-1) ?? null
  }

  /** The keys that nothing will ever remove. */
  async immortalKeys(): Promise<string[]> {
    const keys = await this.#looks.keys('*')
    const ttls = await Promise.all(keys.map((key) => this.#looks.ttl(key)))
    return keys.filter((_key, index) => ttls[index] === -1).toSorted()
  }
}

/** All commands of a line at once: the connection writes them without waiting for a reply. */
function sent(redis: Connection, line: string): Promise<Typed[]> {
  return Promise.all(commandsOf(line).map((text) => send(redis, text)))
}

async function send(redis: Connection, text: string): Promise<Typed> {
  const split = splitLine(text)
  if (!('words' in split)) return refused(text, 'ERR a quote is not closed')
  const [name = Buffer.of(), ...args] = split.words
  // Nobody else is here who could answer a command that waits.
  if (REFUSED.test(name.toString()) || mayBlock(name.toString(), args))
    return refused(text, 'ERR not here: try it with two clients in redis-patterns play')
  const replied: Promise<unknown> = redis.call(name.toString(), ...args)
  const reply = await replied.then(readReply, (error: Error) => ({ error: error.message }))
  return { text, words: split.words.map(asText), name: name.toString().toUpperCase(), reply }
}

function refused(text: string, error: string): Typed {
  return { text, words: [], name: '', reply: { error } }
}
