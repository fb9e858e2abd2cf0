import { setImmediate as turn } from 'node:timers/promises'
import type { Connection } from '../engine/engine.js'
import type { Ageing } from './ageing.js'
import { Client } from './client.js'
import type { Look, Me, Outcome, Race, Version } from './define.js'
import type { Ground } from './ground.js'
import { type Account, accountOf } from './account.js'
import { exactly, snapshot } from './snapshot.js'
import { Surroundings } from './sandbox/surroundings.js'
import { inside } from './sandbox/index.js'
import { type Step, writeStep } from './steps.js'
import type { Touches } from './trace.js'
import { type Unit, workUnit } from './unit.js'

/** What is run, in some order. */
export interface Cast {
  readonly race: Race
  readonly version: Version<unknown>
  readonly clients: number
}

/** What one step did. */
export interface Done extends Account {
  readonly step: Step
  readonly notes: { client: number; text: string }[]
}

/** An invariant that does not hold any more. */
export interface Broken {
  readonly claim: string
  readonly what: string
}

/** A run that is longer goes in circles. */
const MOST_STEPS = 120

/** One order of steps, being run: from a clean namespace, step by step. */
export class Trial {
  readonly #cast: Cast
  readonly #ground: Ground
  readonly #clients: Client[] = []
  #clock!: Ageing
  #world: unknown
  #left = { time: 0, deaths: 0, lostReplies: 0, cuts: 0 }
  #taken: Step[] = []
  /** Those that wait for others, the longest first: Redis serves them in this order. */
  #blocked: Client[] = []
  #notes: { client: number; text: string }[] = []

  private constructor(cast: Cast, ground: Ground) {
    this.#cast = cast
    this.#ground = ground
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
    if (this.#taken.length >= MOST_STEPS) return []
    const own = this.#clients.flatMap((client) => stepsOf(client))
    if (own.length === 0) return this.#nextTimerMs() === undefined ? [] : [TIME]
    const begun = this.#clients.filter(({ steps, runs }) => steps > 0 && runs)
    const lost = own.filter(
      ({ kind, client, line }) => kind === 'go' && isSent(this.#clients[client]?.heads[line]),
    )
    return [
      ...own,
      ...(this.#left.time > 0 ? [TIME] : []),
      ...(this.#left.deaths > 0 ? begun.map(({ index }) => step('die', index)) : []),
      ...(this.#left.lostReplies > 0 ? lost.map(({ client, line }) => step('lose', client, line)) : []),
    ]
  }

  /** What a step that could be taken would touch; undefined: perhaps everything. */
  touches({ kind, client, line }: Step): Touches {
    const unit = kind === 'go' ? this.#clients[client]?.heads[line] : undefined
    if (unit?.touches === undefined) return undefined
    // A script may publish, and messages stand in line.
    const isScript = unit.commands.some(({ name }) => name.startsWith('eval'))
    if (isScript && this.#clients.some(({ listens }) => listens)) return undefined
    return { things: unit.touches, writes: unit.writes }
  }

  async take(taken: Step): Promise<Done> {
    this.#notes = []
    this.#taken.push(taken)
    const account = await this.#act(taken)
    await this.#settle()
    await this.#wakeAll(taken)
    for (const { outcome, index, failure } of this.#clients) {
      if (outcome === 'failed' && index === taken.client) this.#says(index, `fails: ${messageOf(failure)}`)
    }
    return { ...account, step: taken, notes: this.#notes }
  }

  /** The first invariant that does not hold here. */
  async broken(isEnd: boolean): Promise<Broken | undefined> {
    const look = this.#look()
    for (const { claim, when = 'always', broken } of this.#cast.race.invariants) {
      if (when === 'at the end' && !isEnd) continue
      const what = await broken(look)
      if (what !== undefined) return { claim, what }
    }
    return this.#failure() ?? (isEnd ? this.#unfinished() : undefined)
  }

  /** The same text when all that can follow is the same. */
  async state(): Promise<string> {
    const clients = this.#clients.map((client) => [
      client.outcome,
      client.history,
      client.messages.map(({ text }) => text),
    ])
    const blocked = this.#blocked.map(({ index }) => index)
    const rest = [clients, blocked, this.#world, this.#left, this.#clock.now(), this.#ends]
    // The server remembers for a connection that watches what has been written since.
    const watched = this.#clients.some(({ watches }) => watches) ? this.#taken.map(writeStep) : []
    return `${exactly([rest, watched])}\n${await snapshot(this.#ground.janitor, this.#ground.keys)}`
  }

  get keys(): readonly string[] {
    return this.#ground.keys
  }

  outcomes(): Outcome[] {
    return this.#clients.map(outcomeOf)
  }

  /** Leaves nothing that goes on. */
  end(): void {
    for (const client of this.#clients) this.#ground.giveBack(client.index, client.leave())
  }

  get #ends(): boolean {
    return this.#taken.length >= MOST_STEPS
  }

  async #begin(): Promise<void> {
    const { race, clients } = this.#cast
    const { faults = {} } = race
    this.#left = {
      time: faults.time?.times ?? 0,
      deaths: faults.deaths ?? 0,
      lostReplies: faults.lostReplies ?? 0,
      cuts: faults.cuts ?? 0,
    }
    await this.#ground.clear()
    this.#clock = this.#ground.clock()
    this.#world = race.world(clients)
    await this.#setUp()
    for (let index = 0; index < clients; index++) {
      const client = new Client(index, this.#clock.now)
      this.#clients.push(client)
      const me = this.#me(client, client.connect(await this.#ground.take(index)))
      client.start(() => race.client(me, this.#world))
      await this.#settle()
    }
  }

  async #setUp(): Promise<void> {
    const { race, version } = this.#cast
    const { janitor } = this.#ground
    if (race.setUp === undefined) return
    const place = this.#place(0)
    const here = new Surroundings(this.#clock.now, 0)
    await inside(here, async () => {
      await race.setUp?.({ ...place, redis: janitor, api: version.make(janitor, place) }, this.#world)
    })
  }

  #place(client: number) {
    let last = 0
    return { prefix: this.#ground.prefix, now: this.#clock.now, ids: () => `${client}-${++last}`, client }
  }

  #me(client: Client, redis: Connection): Me<unknown> {
    const place = this.#place(client.index + 1)
    const act = <T>(on: string, words: string, work: () => T) => {
      const { unit, result } = workUnit(on, words, () => client.run(work))
      client.park(unit)
      return result
    }
    const says = (text: string) => this.#says(client.index, text)
    const api = client.run(() => this.#cast.version.make(redis, place))
    return { ...place, redis, api, act, says, name: `client-${client.index + 1}` }
  }

  #says(client: number, text: string): void {
    this.#notes.push({ client, text })
  }

  async #act({ kind, client: index, line }: Step): Promise<Account> {
    if (kind === 'time') return this.#passTime()
    const client = this.#clients[index] as Client
    if (kind === 'die') return this.#die(client)
    if (kind === 'hear') return this.#hear(client)
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
    const answered = unit.go()
    if (unit.blocks) await this.#mayBlock(client, unit, answered, account.learned)
    else await answered
    client.history.push(`${isLost ? '?' : ''}${account.learned()}@${this.#clock.now()}`)
    return account
  }

  /** A command that has no answer when the server has seen it waits for others. */
  async #mayBlock(
    client: Client,
    unit: Unit,
    answered: Promise<unknown>,
    learned: () => string,
  ): Promise<void> {
    let isAnswered = false
    void answered.then(() => {
      isAnswered = true
      if (client.blocked !== unit) return
      client.blocked = undefined
      this.#blocked = this.#blocked.filter((other) => other !== client)
      client.history.push(learned())
    })
    await this.#ground.barrier()
    if (isAnswered) return
    client.blocked = unit
    this.#blocked.push(client)
  }

  #die(client: Client): Account {
    this.#left.deaths--
    client.die()
    this.#blocked = this.#blocked.filter((other) => other !== client)
    return plain('dies')
  }

  #hear(client: Client): Account {
    const [message] = client.messages
    client.hear()
    return plain(`hears ${message?.text}`)
  }

  /** Past leases while somebody could go on; to the next timer when all wait. */
  async #passTime(): Promise<Account> {
    const isIdle = this.#clients.every((client) => stepsOf(client).length === 0)
    const nextMs = this.#nextTimerMs() ?? 0
    const ms = isIdle ? nextMs - this.#clock.now() : (this.#cast.race.faults?.time?.ms ?? 0)
    if (!isIdle) this.#left.time--
    await this.#clock.advance(Math.max(ms, 0))
    return plain(`time passes: ${ms % 1000 === 0 ? `${ms / 1000} s` : `${Math.round(ms)} ms`}`)
  }

  #nextTimerMs(): number | undefined {
    const due = this.#clients.flatMap(({ nextTimerMs }) => nextTimerMs ?? [])
    return due.length === 0 ? undefined : Math.min(...due)
  }

  /** Timers of those who wait, when time has passed; of one that was paused with a command in its hand, after that. */
  async #wakeAll({ kind, client: taken }: Step): Promise<void> {
    for (const client of this.#clients) {
      if (kind === 'time' ? client.heads.length > 0 : client.index !== taken) continue
      client.wake()
    }
    await this.#settle()
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

  #failure(): Broken | undefined {
    const failed = this.#clients.find(({ outcome }) => outcome === 'failed')
    if (failed === undefined) return undefined
    return {
      claim: 'no client fails',
      what: `client-${failed.index + 1} fails: ${messageOf(failed.failure)}`,
    }
  }

  #unfinished(): Broken | undefined {
    const claim = 'every client comes to its end'
    if (this.#ends) return { claim, what: `after ${MOST_STEPS} steps there is no end in sight` }
    const waiting = this.#clients.find((client) => client.runs)
    if (waiting === undefined || this.#cast.race.mayWait === true) return undefined
    return { claim, what: `client-${waiting.index + 1} waits for ever` }
  }
}

const TIME: Step = { kind: 'time', client: -1, line: 0 }

function step(kind: Step['kind'], client: number, line = 0): Step {
  return { kind, client, line }
}

function stepsOf(client: Client): Step[] {
  const own = client.heads.map((_, line) => step('go', client.index, line))
  return client.messages.length > 0 ? [...own, step('hear', client.index)] : own
}

function isSent(unit: Unit | undefined): boolean {
  return unit !== undefined && unit.commands.length > 0
}

function outcomeOf(client: Client): Outcome {
  return client.runs && client.heads.length === 0 && client.messages.length === 0 ? 'waits' : client.outcome
}

function plain(label: string): Account {
  return { label, commands: () => [], learned: () => label }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
