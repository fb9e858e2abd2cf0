import type { Connection } from '../engine/engine.js'
import type { Outcome } from './define.js'
import { Gate, type Keeper, type Message } from './gate.js'
import { inside, outside } from './sandbox/index.js'
import { Surroundings } from './sandbox/surroundings.js'
import { type Step, stepOf } from './steps.js'
import type { Unit } from './unit.js'

/** A client of one order: what it does next, what it waits for, and what it has seen. */
export class Client implements Keeper {
  readonly index: number
  readonly surroundings: Surroundings
  /** What it could do next. The first of each connection may go. */
  #parked: Unit[] = []
  /** Messages that have come and were not heard yet. */
  #messages: Message[] = []
  readonly #gates: Gate[] = []
  readonly #opening = new Set<Connection>()
  /** How many of its connections come back at this moment. */
  #returning = 0
  /** Everything that it has learned, which with its program decides what it will do. */
  readonly history: string[] = []
  outcome: Exclude<Outcome, 'waits'> = 'runs'
  failure: unknown
  /** A command that waits for another client. */
  blocked: Unit | undefined
  watches = false
  /** How many steps it has taken. */
  taken = 0
  readonly #says: (text: string) => void

  constructor(index: number, now: () => number, says: (text: string) => void) {
    this.index = index
    this.#says = says
    this.surroundings = new Surroundings(now, index + 1)
  }

  /** The connection that its program gets. */
  connect(connection: Connection): Connection {
    return this.#gate(connection).gated
  }

  start(program: () => Promise<void>): void {
    this.run(() => {
      program().then(
        () => this.#end('done'),
        (error: unknown) => {
          this.failure = error
          this.#end('failed')
        },
      )
    })
  }

  /** Runs something as a part of its program. */
  run<T>(act: () => T): T {
    return inside(this.surroundings, act)
  }

  get runs(): boolean {
    return this.outcome === 'runs'
  }

  /** What may go next: the first unit of each connection, in the order in which they were parked. */
  get heads(): Unit[] {
    if (!this.runs) return []
    const silent = this.#gates.flatMap((gate, index) => (this.#isSilent(gate) ? [index + 1] : []))
    const seen = new Set(this.blocked === undefined ? silent : [...silent, this.blocked.connection])
    return this.#parked.filter(({ connection }) => !seen.has(connection) && seen.add(connection))
  }

  /** What it can do next. */
  steps(): Step[] {
    const own = this.heads.map((_, line) => stepOf('go', this.index, line))
    return this.messages.length > 0 ? [...own, stepOf('hear', this.index)] : own
  }

  /** Those of its connections that could be cut off. */
  cuts(): Step[] {
    return this.runs ? this.#listening.map((_, line) => stepOf('cut', this.index, line)) : []
  }

  get state(): Outcome {
    return this.runs && this.steps().length === 0 ? 'waits' : this.outcome
  }

  get messages(): readonly Message[] {
    return this.runs ? this.#messages : []
  }

  /** Whether something may reach it without a step of its own. */
  get listens(): boolean {
    return this.blocked !== undefined || this.#listening.length > 0
  }

  /** Whether its program is not yet as far as it comes without another step. */
  get busy(): boolean {
    for (const connection of this.#opening) if (!isOpening(connection)) this.#opening.delete(connection)
    return this.surroundings.busy || this.#opening.size > 0 || this.#returning > 0
  }

  get nextTimerMs(): number | undefined {
    return this.runs ? this.surroundings.timers.nextMs : undefined
  }

  take(unit: Unit): void {
    this.#parked = this.#parked.filter((other) => other !== unit)
    this.taken++
  }

  /** @returns what it hears. */
  hear(): string {
    const message = this.#messages.shift() as Message
    this.history.push(`m${message.text}`)
    this.taken++
    this.run(message.deliver)
    return message.words
  }

  /** Breaks a connection that listens. What it brought and was not heard yet is lost with it. */
  async cut(line: number): Promise<void> {
    const gate = this.#listening[line] as Gate
    this.history.push(`c${line}`)
    this.#messages = this.#messages.filter((message) => message.gate !== gate)
    const awayMs = await gate.cut()
    if (awayMs !== undefined) this.surroundings.timers.set(() => void this.#return(gate), awayMs)
  }

  /** Lets the timers go that are due. @returns whether there were any. */
  wake(): boolean {
    if (!this.runs || this.run(() => this.surroundings.timers.fire()) === 0) return false
    this.history.push(`w${this.surroundings.now()}`)
    return true
  }

  die(): void {
    this.#end('dead')
    for (const gate of this.#gates) gate.isClean = false
    this.#drop()
  }

  /** Its connections that can serve another order; the others are closed. */
  leave(): Connection[] {
    if (this.runs) this.outcome = 'dead'
    this.#drop()
    return this.#gates.filter(({ isClean }) => isClean).map(({ connection }) => connection)
  }

  park(unit: Unit): void {
    if (this.runs) this.#parked.push(unit)
  }

  hold(message: Message): void {
    this.#messages.push(message)
  }

  tell(act: () => void): void {
    if (this.runs) this.run(act)
  }

  copied(make: () => Connection): Connection {
    const copy = outside(make)
    this.#opening.add(copy)
    const gate = this.#gate(copy)
    gate.isClean = false
    return gate.gated
  }

  /** It sends nothing while it is away, or has brought a message: answers come after what was said before. */
  #isSilent(gate: Gate): boolean {
    return gate.isAway || this.#messages.some((message) => message.gate === gate)
  }

  get #listening(): Gate[] {
    return this.#gates.filter(({ subscribes }) => subscribes)
  }

  async #return(gate: Gate): Promise<void> {
    this.#returning++
    await gate.comeBack().catch(() => {}) // The order has ended meanwhile.
    this.#says('is back')
    this.#returning--
  }

  #gate(connection: Connection): Gate {
    const gate = new Gate(connection, this.#gates.length + 1, this)
    this.#gates.push(gate)
    return gate
  }

  /** Nothing of its program goes on. */
  #drop(): void {
    this.#parked = []
    this.#messages = []
    this.blocked = undefined
    this.surroundings.timers.clearAll()
    for (const gate of this.#gates) gate.leave()
  }

  #end(outcome: 'done' | 'failed' | 'dead'): void {
    if (this.runs) this.outcome = outcome
  }
}

function isOpening({ status }: Connection): boolean {
  return status === 'connecting' || status === 'connect' || status === 'reconnecting'
}
