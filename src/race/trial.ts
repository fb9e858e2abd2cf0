import { setImmediate as turn } from 'node:timers/promises'
import { formatDuration } from '../scenario/duration.js'
import type { Ageing } from './ageing.js'
import type { Cast } from './cast.js'
import { allFaults, choices, foresee, leap, type Left } from './choices.js'
import { Client } from './client.js'
import type { Look, Outcome } from './define.js'
import type { Ground } from './ground.js'
import { type Broken, judge, messageOf, MOST_STEPS } from './judge.js'
import { type Account, accountOf, plain } from './account.js'
import { exactly } from './snapshot.js'
import { meOf, placeOf, setUp } from './set-up.js'
import { type Step, writeStep } from './steps.js'
import type { Touches } from './trace.js'
import { isForeignScript, isScript, shapeOf, type Unit } from './unit.js'

/** What one step did. */
export interface Done extends Account {
  readonly step: Step
  readonly notes: { client: number; text: string }[]
}

/** One order of steps, being run: from a clean namespace, step by step. */
export class Trial {
  readonly #cast: Cast
  readonly #ground: Ground
  readonly #clients: Client[] = []
  #clock!: Ageing
  #world: unknown
  #left: Left
  #taken: Step[] = []
  /** Those that wait for others, the longest first: Redis serves them in this order. */
  #blocked: Client[] = []
  #notes: { client: number; text: string }[] = []

  private constructor(cast: Cast, ground: Ground) {
    this.#cast = cast
    this.#ground = ground
    this.#left = allFaults(cast.race.faults)
  }

  /** Every client stands before its first step. */
  static async start(cast: Cast, ground: Ground): Promise<Trial> {
    const trial = new Trial(cast, ground)
    await trial.#begin()
    return trial
  }

  get taken(): readonly Step[] {
    return this.#taken
  }

  /** What can happen next. Faults come last. None: the order is at its end. */
  steps(): Step[] {
    return this.#isEndless ? [] : choices(this.#clients, this.#left)
  }

  /** What a step that could be taken would touch; undefined: perhaps everything. */
  touches({ kind, client, line }: Step): Touches {
    const unit = kind === 'go' ? this.#clients[client]?.heads[line] : undefined
    // What was watched counts when the transaction is carried out.
    if (unit?.touches === undefined || this.#clients[client]?.watches) return undefined
    // A script may publish, and messages stand in line.
    if (unit.commands.some(isScript) && this.#clients.some(({ listens }) => listens)) return undefined
    return { things: unit.touches, writes: unit.writes }
  }

  /** What would happen: `GET report`, `writes the report`, `dies`. */
  words(step: Step): string {
    return foresee(step, this.#clients, this.#leap().ms, this.#ground.prefix)
  }

  /** The same each time that a program comes here, unless it does something else then. */
  shape(): string {
    return this.#clients.map(({ heads }) => heads.map(shapeOf).join(' ')).join('|')
  }

  async take(taken: Step): Promise<Done> {
    this.#notes = []
    this.#taken.push(taken)
    const account = await this.#act(taken)
    await this.#settle()
    if (this.#wake(taken)) await this.#settle()
    for (const { outcome, index, failure } of this.#clients) {
      if (outcome === 'failed' && index === taken.client) this.#says(index, `fails: ${messageOf(failure)}`)
    }
    return { ...account, step: taken, notes: this.#notes }
  }

  /** The first invariant that does not hold here. */
  broken(isEnd: boolean): Promise<Broken | undefined> {
    const { race } = this.#cast
    return judge({ race, look: this.#look(), clients: this.#clients, isEnd, isEndless: this.#isEndless })
  }

  /** The same text when all that can follow is the same. */
  async state(): Promise<string> {
    const clients = this.#clients.map((client) => [
      client.outcome,
      client.history,
      client.messages.map(({ text }) => text),
    ])
    const blocked = this.#blocked.map(({ index }) => index)
    const rest = [clients, blocked, this.#world, this.#left, this.#clock.now(), this.#isEndless]
    // The server remembers for a connection that watches what has been written since.
    const watched = this.#clients.some(({ watches }) => watches) ? this.#taken.map(writeStep) : []
    return `${exactly([rest, watched])}\n${await this.#ground.snapshot()}`
  }

  outcomes(): Outcome[] {
    return this.#clients.map(({ state }) => state)
  }

  /** Leaves nothing that goes on. */
  end(): void {
    for (const client of this.#clients) this.#ground.giveBack(client.index, client.leave())
  }

  get #isEndless(): boolean {
    return this.#taken.length >= MOST_STEPS
  }

  async #begin(): Promise<void> {
    const { race, clients } = this.#cast
    await this.#ground.clear()
    this.#clock = this.#ground.clock()
    this.#world = race.world(clients)
    await setUp(this.#cast, this.#ground, this.#clock.now, this.#world)
    for (let index = 0; index < clients; index++) {
      const client = new Client(index, this.#clock.now, (text) => this.#says(index, text))
      this.#clients.push(client)
      const place = placeOf(this.#cast, this.#ground.prefix, this.#clock.now, index + 1)
      const redis = client.connect(await this.#ground.take(index))
      const me = meOf(client, this.#cast.version, { ...place, redis }, (text) => this.#says(index, text))
      client.start(() => race.client(me, this.#world))
      await this.#settle()
    }
  }

  #says(client: number, text: string): void {
    this.#notes.push({ client, text })
  }

  async #act({ kind, client: index, line }: Step): Promise<Account> {
    if (kind === 'time') return this.#passTime()
    const client = this.#clients[index] as Client
    if (kind === 'die') return this.#die(client)
    if (kind === 'hear') return plain(`hears ${client.hear()}`)
    if (kind === 'cut') return this.#cut(client, line)
    const unit = client.heads[line] as Unit
    client.take(unit)
    if (kind === 'lose') this.#left.lostReplies--
    return this.#go(client, unit, kind === 'lose')
  }

  async #go(client: Client, unit: Unit, isLost: boolean): Promise<Account> {
    this.#ground.track(unit.touches ?? unit.commands.flatMap((command) => command.getKeys().map(String)))
    const account = accountOf(unit, isLost)
    for (const { name } of unit.commands) {
      if (name === 'watch') client.watches = true
      if (name === 'exec' || name === 'discard' || name === 'unwatch') client.watches = false
    }
    await unit.ready?.()
    const answered = unit.go()
    if (unit.blocks) await this.#mayBlock(client, unit, answered, account)
    else await answered
    if (unit.commands.some(isForeignScript)) await this.#ground.discover()
    client.history.push(`${isLost ? '?' : ''}${account.learned()}@${this.#clock.now()}`)
    return account
  }

  /** A command that has no answer when the server has seen it waits for others. */
  async #mayBlock(client: Client, unit: Unit, answered: Promise<unknown>, account: Account): Promise<void> {
    let isAnswered = false
    void answered.then(() => {
      isAnswered = true
      if (client.blocked !== unit) return
      client.blocked = undefined
      this.#blocked = this.#blocked.filter((other) => other !== client)
      client.history.push(account.learned())
      this.#says(client.index, `is answered: ${account.answer().replaceAll(this.#ground.prefix, '')}`)
    })
    await this.#ground.barrier()
    if (isAnswered) return
    client.blocked = unit
    this.#blocked.push(client)
    this.#says(client.index, 'waits')
  }

  #die(client: Client): Account {
    this.#left.deaths--
    client.die()
    this.#blocked = this.#blocked.filter((other) => other !== client)
    return plain('dies')
  }

  async #cut(client: Client, line: number): Promise<Account> {
    this.#left.cuts--
    await client.cut(line)
    return plain('is cut off')
  }

  async #passTime(): Promise<Account> {
    const { ms, isFault } = this.#leap()
    if (isFault) this.#left.time--
    await this.#clock.advance(ms)
    return plain(`time passes: ${formatDuration(ms)}`)
  }

  #leap(): { ms: number; isFault: boolean } {
    return leap(this.#clients, this.#cast.race.faults, this.#clock.now())
  }

  /** Timers of those who wait, when time has passed; of one that was paused with a command in its hand, after that. */
  #wake({ kind, client: taken }: Step): boolean {
    const awake = this.#clients.filter((client) =>
      kind === 'time' ? client.heads.length === 0 : client.index === taken,
    )
    return awake.map((client) => client.wake()).includes(true)
  }

  /** Until every program is as far as it comes without another step. */
  async #settle(): Promise<void> {
    do {
      if (this.#clients.some(({ listens }) => listens)) await this.#ground.barrier()
      await turn()
    } while (this.#clients.some(({ busy }) => busy))
  }

  #look(): Look<unknown> {
    return {
      world: this.#world,
      redis: this.#ground.janitor,
      prefix: this.#ground.prefix,
      now: this.#clock.now,
      keys: this.#ground.keys,
      clients: this.outcomes(),
    }
  }
}
