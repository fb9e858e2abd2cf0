import type { QueueStage } from '../params.js'
import type { Desk, Held } from './desk.js'
import { type Load, RESTART_MS } from './load.js'
import type { Shift } from './shift.js'

interface Worker {
  readonly name: string
  /** When it does its next step; Infinity: it waits to be woken. */
  nextAt: number
  held?: { job: Held; dies: boolean; takenAt: number }
  jobs: number
}

/**
 * Where the workers work. The one whose step is next does it, and between two steps the run's own clock goes on. Of those
 * that could go at the same moment the seed picks one.
 */
export class Floor {
  readonly #stage: QueueStage
  readonly #desk: Desk
  readonly #load: Load
  readonly #workers: Worker[]
  readonly #startedAt: number
  /** When jobs of the dead come again. */
  readonly #comeAgainAt: number[] = []
  #crashes = 0
  #lastDoneAt: number

  constructor(stage: QueueStage, desk: Desk, load: Load, count: number) {
    this.#stage = stage
    this.#desk = desk
    this.#load = load
    this.#startedAt = this.#lastDoneAt = stage.clock.now()
    this.#workers = Array.from({ length: count }, (_, index) => ({
      name: `worker-${index + 1}`,
      nextAt: this.#startedAt,
      jobs: 0,
    }))
  }

  async work(): Promise<void> {
    for (;;) {
      const at = Math.min(...this.#workers.map(({ nextAt }) => nextAt), ...this.#comeAgainAt)
      if (at === Infinity) return
      await this.#stage.clock.advance(at - this.#stage.clock.now())
      this.#wake(at)
      const ready = this.#workers.filter(({ nextAt }) => nextAt === at)
      if (ready.length > 0) await this.#step(this.#stage.rng.pick(ready), at)
    }
  }

  report(): Pick<Shift, 'crashes' | 'tookMs' | 'shares'> {
    return {
      crashes: this.#crashes,
      tookMs: this.#lastDoneAt - this.#startedAt,
      shares: this.#workers.map(({ name, jobs }) => ({ worker: name, jobs })),
    }
  }

  /** A job comes again: one worker that has nothing to do looks for it. When all are busy, the next that is free does. */
  #wake(at: number): void {
    for (let index = this.#comeAgainAt.indexOf(at); index >= 0; index = this.#comeAgainAt.indexOf(at)) {
      this.#comeAgainAt.splice(index, 1)
      const idle = this.#workers.filter(({ nextAt }) => nextAt === Infinity)
      if (idle.length > 0) this.#stage.rng.pick(idle).nextAt = at
    }
  }

  async #step(worker: Worker, at: number): Promise<void> {
    const { held } = worker
    delete worker.held
    if (held?.dies) return this.#die(worker, held.takenAt, at)
    if (held) {
      await held.job.finish()
      worker.jobs++
      this.#lastDoneAt = at
    }
    await this.#take(worker, at)
  }

  /** The process says nothing any more; a new one takes its place. */
  #die(worker: Worker, takenAt: number, at: number): void {
    this.#crashes++
    if (this.#desk.comesAgainMs < Infinity) this.#comeAgainAt.push(takenAt + this.#desk.comesAgainMs)
    worker.nextAt = at + RESTART_MS
  }

  async #take(worker: Worker, at: number): Promise<void> {
    const job = await this.#desk.take(worker.name)
    worker.nextAt = Infinity
    if (job === undefined) return
    const { order } = job.payment
    const durationMs = this.#load.durations.get(order) ?? 0
    const dies = job.attempt === 1 && this.#load.fatal.has(order)
    worker.held = { job, dies, takenAt: at }
    worker.nextAt = at + (dies ? Math.floor(durationMs / 2) : durationMs)
  }
}
