import type { Connection } from '../../engine/engine.js'
import type { Reply } from '../../scenario/event.js'
import { asText } from '../../scenario/text.js'
import { readReply } from '../../scenario/reply.js'
import { isError } from '../../scenario/reply.js'

const WHOLE = { elements: Infinity, characters: Infinity }

const SINGLE_NODE = new Set(['MULTI', 'EXEC', 'DISCARD', 'WATCH', 'UNWATCH', 'SELECT'])
const WHILE_LISTENING = /^([PS]?(UN)?SUBSCRIBE|PING)$/

/** One named connection, and what state its commands have put it into. */
export class Client {
  readonly name: string
  /** Commands queued since MULTI; undefined outside of one. */
  queued: string[][] | undefined
  /** The command that was not answered yet. */
  waiting: string[] | undefined
  /** Settles once that one was answered. */
  answered: Promise<unknown> = Promise.resolve()
  /** Channels and patterns that it listens to. */
  subscriptions = 0
  readonly #connection: Connection

  constructor(name: string, connection: Connection, onMessage: (message: string[]) => void) {
    this.name = name
    this.#connection = connection
    const hear =
      (kind: string) =>
      (...parts: (string | Buffer)[]) =>
        onMessage([kind, ...parts.map(asText)])
    connection.on('messageBuffer', hear('message'))
    connection.on('pmessageBuffer', hear('pmessage'))
    connection.on('smessageBuffer', hear('smessage'))
  }

  /** `b`, `b(multi)`, `b(waits)`, `b(listens)`: what the prompt shows. */
  get label(): string {
    if (this.waiting) return `${this.name}(waits)`
    if (this.queued) return `${this.name}(multi)`
    return this.subscriptions > 0 ? `${this.name}(listens)` : this.name
  }

  /** Why this client cannot send a command now. */
  objection(words: readonly string[], cluster: boolean): string | undefined {
    const name = words[0]?.toUpperCase() ?? ''
    if (this.waiting)
      return `${this.name} still waits for ${this.waiting.join(' ')}: type as another client, or stop it with .stop`
    if (cluster && SINGLE_NODE.has(name))
      return `${name} belongs to one node, and this prompt talks to all of the cluster`
    if (this.subscriptions > 0 && !WHILE_LISTENING.test(name))
      return `${this.name} listens, and may send nothing but (P|S)SUBSCRIBE, (P|S)UNSUBSCRIBE and PING: type as another client`
    return undefined
  }

  /** @throws when the connection fails; an error that the server answers is a reply. */
  async send(words: readonly Buffer[]): Promise<Reply> {
    const [name = Buffer.alloc(0), ...args] = words
    const reply = await this.#connection.callBuffer(spelled(asText(name)), ...args).catch(asReply)
    const read = readReply(reply, WHOLE)
    this.#follow(words.map(asText), read)
    return read
  }

  close(): void {
    this.#connection.disconnect()
  }

  #follow(words: string[], reply: Reply): void {
    const name = words[0]?.toUpperCase() ?? ''
    if (/^[PS]?(UN)?SUBSCRIBE$/.test(name) && typeof reply === 'number') this.subscriptions = reply
    else if (name === 'MULTI' && reply === 'OK') this.queued = []
    else if (reply === 'QUEUED') this.queued?.push(words)
    else if (name === 'RESET' || (/^(EXEC|DISCARD)$/.test(name) && !isMisplaced(reply)))
      this.queued = undefined
  }
}

/** EXEC with arguments is refused, and MULTI goes on. */
function isMisplaced(reply: Reply): boolean {
  return (
    isError(reply) && /wrong number of arguments/.test(reply.error) && !reply.error.startsWith('EXECABORT')
  )
}

/**
 * In capitals the client library does not know a command, and leaves its reply as it came. What changes the state of the
 * connection it must know.
 */
function spelled(name: string): string {
  return /subscribe$|^select$/i.test(name) ? name.toLowerCase() : name.toUpperCase()
}

function asReply(error: Error): unknown {
  if (error.name === 'ReplyError') return error
  throw error
}
