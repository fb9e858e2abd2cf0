import type { Command, Redis } from 'ioredis'
import type { Connection } from '../engine/engine.js'
import { AWAY_MS, breakOff, comeBack, comesBack } from './cut.js'
import { outside } from './sandbox/index.js'
import { commandUnit, type Unit } from './unit.js'

/** A message of a channel, which nobody has heard yet. */
export interface Message {
  readonly gate: Gate
  /** With its channel, exactly. */
  readonly text: string
  /** What was published. */
  readonly words: string
  deliver(): void
}

/** Whoever holds back what a client wants to send, and what it is to hear. */
export interface Keeper {
  park(unit: Unit): void
  /** A message of a channel has come. */
  hold(message: Message): void
  /** Something else that a connection says, such as that it has ended. */
  tell(act: () => void): void
  /** A pattern asks for a connection of its own. */
  copied(make: () => Connection): Connection
}

const MESSAGES = new Set([
  'message',
  'pmessage',
  'smessage',
  'messageBuffer',
  'pmessageBuffer',
  'smessageBuffer',
])
/** What leaves something behind on a connection, which the next order must not find. */
const LASTING = new Set(
  'watch multi subscribe psubscribe ssubscribe select client monitor auth hello readonly'.split(' '),
)

type Send = (command: Command, ...rest: unknown[]) => unknown
type Emit = (name: string | symbol, ...args: unknown[]) => boolean

/**
 * One connection of a client, behind a gate: every command is parked until the scheduler lets it go. The client gets
 * `gated`, which is the connection in all other respects; what ioredis sends by itself does not pass here.
 */
export class Gate {
  readonly gated: Connection
  readonly connection: Connection
  /** Whether it may serve another order. */
  isClean = true
  readonly #index: number
  readonly #keeper: Keeper
  #isAway = false
  #transaction: { stream: unknown; commands: Command[] } | undefined
  /** One message is emitted under two names. */
  #delivery: { names: Set<string | symbol>; acts: (() => void)[] } | undefined

  constructor(connection: Connection, index: number, keeper: Keeper) {
    this.connection = connection
    this.#index = index
    this.#keeper = keeper
    const own: Record<string | symbol, unknown> = {
      sendCommand: (command: Command, stream?: unknown) => this.#sent(command, stream),
      duplicate: (...args: unknown[]) =>
        keeper.copied(() => (connection.duplicate as (...all: unknown[]) => Connection)(...args)),
      on: (name: string, listener: never) => this.#listen('on', name, listener),
      once: (name: string, listener: never) => this.#listen('once', name, listener),
      // What it says to the server at first is no step.
      connect: (...args: []) => outside(() => (connection as Redis).connect(...args)),
      disconnect: (...args: []) => {
        this.isClean = false
        connection.disconnect(...args)
      },
    }
    this.gated = new Proxy(connection, {
      get: (target, name) => (name in own ? own[name] : Reflect.get(target, name)) as unknown,
    })
    this.#watchEvents()
  }

  get subscribes(): boolean {
    const { status, mode } = this.connection as Redis
    return status === 'ready' && mode === 'subscriber'
  }

  /** @returns after how long it comes back by itself, if it does. */
  async cut(): Promise<number | undefined> {
    const connection = this.connection as Redis
    this.#isAway = comesBack(connection)
    await breakOff(connection)
    return this.#isAway ? AWAY_MS : undefined
  }

  /** Resolves when it is subscribed again. */
  async comeBack(): Promise<void> {
    await outside(() => comeBack(this.connection as Redis))
    this.#isAway = false
  }

  /** Whether it is cut off, and will be back: it sends nothing until then. */
  get isAway(): boolean {
    return this.#isAway
  }

  /** Ends the order on this connection: whatever waits on it stays unanswered, and nobody hears of it any more. */
  leave(): void {
    const { connection } = this
    delete (connection as { emit?: Emit }).emit
    if (this.isClean) return
    for (const name of connection.eventNames()) if (name !== 'error') connection.removeAllListeners(name)
    connection.on('error', () => {})
    connection.disconnect()
    // At once: the next order publishes to those who listen then.
    ;(connection as Redis).stream?.destroy()
  }

  #listen(how: 'on' | 'once', name: string, listener: never): Connection {
    this.isClean = false
    ;(this.connection as Redis)[how](name, listener)
    return this.gated
  }

  #sent(command: Command, stream: unknown): Promise<unknown> {
    if (LASTING.has(command.name)) this.isClean = false
    if (command.name === 'multi' && stream !== undefined) this.#transaction = { stream, commands: [] }
    const open = this.#transaction
    if (open === undefined || open.stream !== stream) this.#park([command])
    else {
      open.commands.push(command)
      if (command.name === 'exec') {
        this.#transaction = undefined
        this.#park(open.commands)
      }
    }
    return command.promise as Promise<unknown>
  }

  /** Sent one by one: a pipeline is many steps, a transaction is one. */
  #park(commands: readonly Command[]): void {
    const send = this.connection.sendCommand.bind(this.connection) as Send
    const answers = commands.map(({ promise }) => promise)
    const go = () => {
      for (const command of commands) send(command)
      return Promise.allSettled(answers)
    }
    const unit = { ...commandUnit(commands, this.#index, go), ready: () => this.#connected() }
    // A command that waits keeps its connection.
    if (unit.blocks) this.isClean = false
    this.#keeper.park(unit)
  }

  /** Else the first command would bring the connection about, and nobody could tell whether that command waits. */
  async #connected(): Promise<void> {
    if (this.connection.status === 'wait') await this.connection.connect().catch(() => {})
  }

  #watchEvents(): void {
    const { connection } = this
    const emit = connection.emit.bind(connection) as Emit
    const watching: Emit = (name, ...args) => {
      if (MESSAGES.has(String(name))) this.#deliver(name, () => void emit(name, ...args), args)
      else this.#keeper.tell(() => void emit(name, ...args))
      return true
    }
    ;(connection as { emit: unknown }).emit = watching
  }

  #deliver(name: string | symbol, act: () => void, args: unknown[]): void {
    const last = this.#delivery
    if (last !== undefined && !last.names.has(name)) {
      last.names.add(name)
      last.acts.push(act)
      return
    }
    const delivery = { names: new Set([name]), acts: [act] }
    this.#delivery = delivery
    queueMicrotask(() => {
      if (this.#delivery === delivery) this.#delivery = undefined
    })
    const deliver = () => delivery.acts.forEach((each) => each())
    const text = args.map(String).join(' ')
    const words = String(args.at(-1)).replaceAll('\n', ' ')
    this.#keeper.hold({ gate: this, text, words, deliver })
  }
}
