import { sleep } from '../_kit/wait.js'
import { LeaseLostError } from './errors.js'
import type { Setup } from './options.js'
import type { Run } from './run.js'
import { extendLeases } from './turn.js'

/** The attempts that are under way, whose leases it renews until they are taken out again. */
export class Leases<Payload> {
  readonly #setup: Setup<Payload>
  readonly #runs = new Set<Run<Payload>>()
  #isRenewing = false

  constructor(setup: Setup<Payload>, signal: AbortSignal) {
    this.#setup = setup
    void this.#beat(signal)
  }

  get size(): number {
    return this.#runs.size
  }

  add(run: Run<Payload>): void {
    this.#runs.add(run)
  }

  /** Whether it was there. */
  delete(run: Run<Payload>): boolean {
    return this.#runs.delete(run)
  }

  /** Takes all of them out. */
  clear(): Run<Payload>[] {
    const runs = [...this.#runs]
    this.#runs.clear()
    return runs
  }

  async #beat(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(this.#nextBeatInMs(), signal).catch(() => {})
      this.#abortOverdue()
      void this.#renew()
    }
  }

  #nextBeatInMs(): number {
    const { leaseMs } = this.#setup
    let nextMs = leaseMs / 3
    for (const run of this.#runs) {
      if (!run.isAborted) nextMs = Math.min(nextMs, run.renewedAtMs + leaseMs - performance.now())
    }
    return Math.max(1, nextMs)
  }

  /** What was not renewed in time may be another's by now, also when the server cannot be asked. */
  #abortOverdue(): void {
    const renewedSinceMs = performance.now() - this.#setup.leaseMs
    for (const run of this.#runs) {
      if (run.renewedAtMs <= renewedSinceMs) run.abort(new LeaseLostError(run.job.id))
    }
  }

  /** One command for all of them. */
  async #renew(): Promise<void> {
    const runs = [...this.#runs].filter((run) => !run.isAborted)
    if (this.#isRenewing || runs.length === 0) return
    this.#isRenewing = true
    const sentAtMs = performance.now()
    try {
      const renewed = await extendLeases(
        this.#setup,
        runs.map(({ job }) => job),
      )
      for (const [index, run] of runs.entries()) {
        if (renewed[index] === true) run.renewedAtMs = sentAtMs
        else this.#lose(run)
      }
    } catch (error) {
      this.#setup.emit({ type: 'error', error })
    }
    this.#isRenewing = false
  }

  #lose(run: Run<Payload>): void {
    if (!this.#runs.has(run)) return // It was settled meanwhile.
    const { id, attempt } = run.job
    run.isLost = true
    run.abort(new LeaseLostError(id))
    this.#setup.emit({ type: 'lost', id, attempt })
  }
}
