import { type EntryId, type EventStream } from '../../patterns/stream/index.js'
import { type Crew, Died, type OpenCrew } from './crews.js'
import { GROUP } from './hands.js'
import { fill, orders, orderStream } from './orders.js'
import type { StreamStage } from './params.js'
import { type PendingEntry, pendingEntries } from './watch.js'

export const LATER_MS = 3_600_000

const WORKERS = ['worker-1', 'worker-2', 'worker-3'] as const
type Worker = (typeof WORKERS)[number]

/** A pending entry, with the order that it holds. */
export interface PendingOrder extends PendingEntry {
  order: number
}

/** The order in the middle of which worker-1 dies. */
export function victimOf(entries: number): number {
  return Math.floor(entries / 4) + 1
}

/** A worker dies with orders in hand, others come: act by act, with the crew of one version. */
export class Wreck {
  /** What each has worked off, in that order. */
  readonly done: Record<Worker, number[]> = { 'worker-1': [], 'worker-2': [], 'worker-3': [] }
  /** What was pending when an act was over. */
  readonly pending: Partial<Record<'crash' | 'relief' | 'rescue' | 'later', PendingOrder[]>> = {}
  readonly #stage: StreamStage
  readonly #name: string
  readonly #crew: Crew
  #ids: EntryId[] = []

  constructor(stage: StreamStage, name: string, open: OpenCrew) {
    this.#stage = stage
    this.#name = name
    this.#crew = open(stage, name)
  }

  async whole(): Promise<this> {
    await this.crash()
    await this.relief()
    await this.rescue()
    return this
  }

  /** worker-1 takes all orders, works off some, and dies in the middle of one. */
  async crash(): Promise<void> {
    this.#ids = await fill(this.#stage, this.#name)
    await (await this.#stream()).group(GROUP).create()
    const victim = victimOf(this.#stage.params.entries)
    await this.#crew.crash((order) => {
      if (order === victim) throw new Died()
      this.done['worker-1'].push(order)
    })
    await this.#look('crash')
  }

  /** When half of the claim time is over come one more order, and worker-2. */
  async relief(): Promise<void> {
    await this.#stage.clock.advance(this.#half)
    const stream = await this.#stream()
    this.#ids.push(await stream.append(this.#ids.length + 1))
    await this.#work('worker-2', 1)
    await this.#look('relief')
  }

  /** When it is over comes worker-3. Then an hour passes. */
  async rescue(): Promise<void> {
    const { clock, params } = this.#stage
    await clock.advance(params.claimIdle - this.#half)
    await this.#work('worker-3', this.pending.crash?.length ?? 0)
    await this.#look('rescue')
    await clock.advance(LATER_MS)
    await this.#look('later')
  }

  /** What all together have worked off, the lowest first. */
  get allDone(): number[] {
    return WORKERS.flatMap((worker) => this.done[worker]).toSorted((one, other) => one - other)
  }

  get neverDone(): number[] {
    const all = orders(this.#stage.params.entries + 1)
    return all.filter((order) => !this.allDone.includes(order))
  }

  get #half(): number {
    return Math.floor(this.#stage.params.claimIdle / 2)
  }

  async #stream(): Promise<EventStream<number>> {
    return orderStream(this.#stage, await this.#stage.actor('shop'), this.#name)
  }

  #work(worker: Worker, enough: number): Promise<void> {
    const done = this.done[worker]
    return this.#crew.work(
      worker,
      (order) => done.push(order),
      () => done.length >= enough,
    )
  }

  async #look(act: keyof Wreck['pending']): Promise<void> {
    const found = await pendingEntries(this.#stage, (await this.#stream()).key, GROUP)
    this.pending[act] = found.map((entry) => ({ ...entry, order: this.#ids.indexOf(entry.id) + 1 }))
  }
}
