import type { Engine } from '../../engine/engine.js'
import type { Reply } from '../../scenario/event.js'
import { asText } from '../../scenario/text.js'
import { mayBlock } from '../../scenario/blocking.js'
import { Client } from './client.js'
import type { CommandTable } from './command-docs.js'
import { dangerOf, unfitness } from './danger.js'
import { explain } from './explain.js'
import { commandOf } from './lines.js'
import type { Outcome, RefusedOutcome, ReplyOutcome } from './outcome.js'
import { Pilot } from './pilot.js'
import { splitLine } from '../../scenario/split-line.js'
import { isStatus } from '../../scenario/reply.js'
import { commandTable } from './table.js'

/** The client that a session begins with. */
const FIRST = 'a'

export interface SessionOptions {
  engine: Engine
  /** Asked before a command that may do harm. */
  confirm: (command: readonly string[], what: string) => Promise<boolean>
  /** What happens while no line runs: late replies and messages. */
  onOutcome: (outcome: Outcome) => void
}

/** Several clients of one Redis, driven by lines of text. It knows nothing of a terminal. */
export class Session {
  readonly options: SessionOptions
  readonly pilot: Pilot
  /** What is known of the commands. */
  readonly table: CommandTable
  readonly #lost: Promise<never>
  readonly #clients = new Map<string, Client>()
  #current!: Client
  /** Outcomes that came while a line runs; undefined when none does. */
  #inbox: Outcome[] | undefined
  /** The person is done. */
  ended = false

  private constructor(options: SessionOptions, pilot: Pilot, table: CommandTable) {
    this.options = options
    this.#lost = options.engine.lost.then((error) => Promise.reject(error))
    this.#lost.catch(() => {})
    this.pilot = pilot
    this.table = table
  }

  static async open(options: SessionOptions): Promise<Session> {
    const pilot = await Pilot.open(options.engine)
    const session = new Session(options, pilot, await commandTable(pilot, options.engine))
    await session.use(FIRST)
    return session
  }

  get current(): Client {
    return this.#current
  }

  get clients(): Client[] {
    return [...this.#clients.values()]
  }

  /** Makes a client the one that types; it is connected when it is new. */
  async use(name: string): Promise<Client> {
    const client = this.#clients.get(name) ?? (await this.#connect(name))
    this.#clients.set(name, client)
    this.#current = client
    return client
  }

  /** Ends the connection of a client, with all that it waits for, and opens another. */
  async renew(name: string): Promise<void> {
    this.#clients.get(name)?.close()
    const client = await this.#connect(name)
    this.#clients.set(name, client)
    if (this.#current.name === name) this.#current = client
  }

  /** One command as its text; quotes are closed. Words of the prompt itself (`.client`) are not for here. */
  async run(line: string): Promise<Outcome[]> {
    const { client: name, text } = commandOf(line)
    const before = this.#current
    const client = name === undefined ? before : await this.use(name)
    const outcomes = await this.#collect(() => this.#runIn(client, text))
    this.#current = this.#clients.get(before.name) ?? before
    return outcomes
  }

  close(): void {
    for (const client of this.#clients.values()) client.close()
    this.pilot.close()
  }

  async #collect(act: () => Promise<Outcome[]>): Promise<Outcome[]> {
    this.#inbox = []
    try {
      const outcomes = await act()
      const isHeard = this.clients.some(({ waiting, subscriptions }) => waiting || subscriptions > 0)
      if (isHeard) await this.pilot.quiet()
      return [...outcomes, ...this.#inbox]
    } finally {
      this.#inbox = undefined
    }
  }

  async #runIn(client: Client, text: string): Promise<Outcome[]> {
    const split = splitLine(text)
    if ('open' in split) return [refused(client, 'a quote is not closed')]
    if ('problem' in split) return [refused(client, split.problem)]
    if (split.words.length === 0) return []
    const words = split.words.map(asText)
    if (words.length === 1 && /^(quit|exit)$/i.test(words[0] ?? '')) return this.#end()
    const why = await this.#objection(client, words)
    return why === undefined ? [await this.#send(client, split.words, words)] : [refused(client, why)]
  }

  #end(): Outcome[] {
    this.ended = true
    return []
  }

  /** Why a command is not sent. */
  async #objection(client: Client, words: readonly string[]): Promise<string | undefined> {
    const { engine, confirm } = this.options
    const unfit = unfitness(words) ?? client.objection(words, engine.cluster)
    if (unfit !== undefined) return unfit
    const keys = /^keys$/i.test(words[0] ?? '') && !engine.owned ? await this.pilot.countKeys() : 0
    const what = dangerOf(words, { owned: engine.owned, keys })
    if (what === undefined || (await confirm(words, what))) return undefined
    return `${words[0]?.toUpperCase()} ${what}: not sent`
  }

  async #send(client: Client, words: readonly Buffer[], command: string[]): Promise<Outcome> {
    const blocks = mayBlock(command[0] ?? '', command.slice(1)) && client.queued === undefined
    const replied = this.#orLost(client.send(words))
    if (!blocks) return this.#replied(client, command, await replied)
    const first = await Promise.race([replied.then((reply) => ({ reply })), this.pilot.quiet()])
    if (first) return this.#replied(client, command, first.reply)
    client.waiting = command
    client.answered = replied.then(
      (reply) => this.#late(client, command, reply),
      () => {},
    )
    return { type: 'waiting', client: client.name, command }
  }

  #late(client: Client, command: string[], reply: Reply): void {
    client.waiting = undefined
    this.#arrive({ ...this.#replied(client, command, reply), late: true })
  }

  #replied(client: Client, command: string[], reply: Reply): ReplyOutcome {
    const explained = explain(command, reply, this.table)
    return {
      type: 'reply',
      client: client.name,
      command,
      reply,
      ...(isStatus(command, reply) && { status: true }),
      roundTrips: 1,
      ...(explained !== undefined && { explained }),
    }
  }

  #arrive(outcome: Outcome): void {
    if (this.#inbox) this.#inbox.push(outcome)
    else this.options.onOutcome(outcome)
  }

  async #connect(name: string): Promise<Client> {
    const connection = await this.options.engine.connect(name)
    return new Client(name, connection, (message) => this.#arrive({ type: 'message', client: name, message }))
  }

  /** A command that waits for a lost server must not wait for ever. */
  async #orLost<T>(work: Promise<T>): Promise<T> {
    return Promise.race([work, this.#lost]).catch(async (error: unknown) => {
      throw await this.options.engine.explain(error)
    })
  }
}

function refused(client: Client, why: string): RefusedOutcome {
  return { type: 'refused', client: client.name, why }
}
