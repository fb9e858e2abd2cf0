import { setImmediate as nextTurnOfEventLoop } from 'node:timers/promises'
import { wholeNumber } from '../_kit/check.js'
import { sleep } from '../_kit/wait.js'
import { Alarm } from './alarm.js'
import { Bell, pause } from './bell.js'
import { WorkerClosedError } from './errors.js'
import { Leases } from './leases.js'
import type { Setup } from './options.js'
import { type HandlerContext, Run } from './run.js'
import { failure, type Settlement } from './settlement.js'
import { MOST_AT_ONCE, turn } from './turn.js'
import type { LeasedJob } from './types.js'

/**
 * Does a job. When it returns, the job is done; when it throws, the job comes again after a delay, or is a dead letter.
 * It may run more than once for one job: see `Queue`.
 */
export type Handler<Payload> = (job: LeasedJob<Payload>, context: HandlerContext) => unknown

/** How a worker works. */
export interface WorkerOptions {
  /** How many jobs it does at the same time, and so holds at most. From 1 to 1000. Default: 1. */
  concurrency?: number
  /** Closes the worker, as `close()` does. */
  signal?: AbortSignal
}

/** How a worker is closed. */
export interface CloseOptions {
  /** How long handlers may go on. Then their signals abort and their jobs are returned. Default: 10,000. */
  timeoutMs?: number
}

const CLOSE_TIMEOUT_MS = 10_000
/** What the last word to the server may take. Unsaid, it is said by the leases, which run out. */
const LAST_WORD_MS = 1_000

/**
 * Takes jobs as they come and runs a handler for each. Made by `queue.work`. While it has nothing to do it waits on a
 * connection of its own; when it is busy it settles what is finished and takes what is next in one command. It survives
 * lost connections, restarts and failovers by itself, and tells of them by `error` events.
 */
export class Worker<Payload = unknown> {
  /** Resolves when the worker has ended: closed, with everything settled or returned. Never rejects. */
  readonly ended: Promise<void>
  readonly #setup: Setup<Payload>
  readonly #handler: Handler<Payload>
  readonly #concurrency: number
  readonly #alarm = new Alarm()
  readonly #bell: Bell<Payload>
  readonly #ending = new AbortController()
  readonly #leases: Leases<Payload>
  #finished: Settlement[] = []
  #mayFindWork = true
  #nextInMs = -1
  #failures = 0
  #closing: Promise<void> | undefined

  constructor(setup: Setup<Payload>, handler: Handler<Payload>, options: WorkerOptions = {}) {
    const { concurrency = 1, signal } = options
    this.#setup = setup
    this.#handler = handler
    this.#concurrency = wholeNumber(concurrency, 'concurrency', 1, MOST_AT_ONCE)
    this.#bell = new Bell(setup, () => this.#look())
    this.#leases = new Leases(setup, this.#ending.signal)
    this.ended = this.#loop()
    if (signal?.aborted) void this.close()
    signal?.addEventListener('abort', () => void this.close(), { signal: this.#ending.signal })
  }

  /**
   * Takes no more jobs, waits until those that it has are done, and settles them. After `timeoutMs` it aborts the
   * signals of the handlers that are left and returns their jobs to the queue, where they do not count as attempted.
   * Resolves when nothing is left open. Again: waits for the same end. One or two EVALSHA.
   *
   * @throws {TypeError} unless `timeoutMs` is a whole number, 0 or more.
   * @example
   * ```ts
   * import { Queue } from 'redis-patterns/queue'
   *
   * const queue = new Queue(redis, { name: 'mails' })
   * const worker = queue.work(async (job) => {})
   * await worker.close({ timeoutMs: 5_000 })
   * ```
   */
  async close({ timeoutMs = CLOSE_TIMEOUT_MS }: CloseOptions = {}): Promise<void> {
    wholeNumber(timeoutMs, 'timeoutMs')
    this.#closing ??= this.#shutDown(timeoutMs)
    await this.#closing
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #loop(): Promise<void> {
    while (!this.#isOver()) {
      if (this.#finished.length === 0 && !this.#mayFindWork) await this.#rest()
      // Handlers that end in the same turn of the event loop are settled together.
      else await nextTurnOfEventLoop().then(() => this.#turn())
    }
  }

  #isOver(): boolean {
    const isIdle = this.#leases.size === 0 && this.#finished.length === 0 && !this.#mayFindWork
    return this.#ending.signal.aborted || (this.#closing !== undefined && isIdle)
  }

  #free(): number {
    return this.#closing === undefined ? this.#concurrency - this.#leases.size : 0
  }

  #look(): void {
    this.#mayFindWork = true
    this.#alarm.ring()
  }

  async #rest(): Promise<void> {
    const canTake = this.#free() > 0
    if (canTake) this.#bell.listen()
    const isDue = await this.#alarm.wait(canTake && this.#nextInMs >= 0 ? this.#nextInMs : undefined)
    if (isDue) this.#mayFindWork = true
  }

  /** With nothing to settle and no room it still passes the wake-up on, if one was meant for somebody else. */
  async #turn(): Promise<void> {
    const settlements = this.#finished
    this.#finished = []
    this.#mayFindWork = false
    const sentAtMs = performance.now()
    try {
      const { jobs, nextInMs } = await turn(this.#setup, this.#free(), settlements)
      this.#nextInMs = nextInMs
      this.#failures = 0
      for (const job of jobs) this.#start(job, sentAtMs)
    } catch (error) {
      this.#finished.unshift(...settlements)
      this.#mayFindWork = true
      this.#setup.emit({ type: 'error', error })
      await pause(this.#failures++, this.#ending.signal)
    }
  }

  #start(job: LeasedJob<Payload>, sentAtMs: number): void {
    if (this.#closing !== undefined) {
      this.#finished.push({ lease: job, kind: 'return' })
      return
    }
    const run = new Run(job, sentAtMs)
    this.#leases.add(run)
    this.#setup.emit({ type: 'started', id: job.id, attempt: job.attempt })
    void this.#handle(run)
  }

  async #handle(run: Run<Payload>): Promise<void> {
    const settlement = await this.#outcomeOf(run)
    if (!this.#leases.delete(run)) return // It was returned meanwhile.
    if (settlement !== undefined && !run.isLost) this.#finished.push(settlement)
    this.#alarm.ring()
  }

  /** Nothing to settle when the handler gave up, since the job is lost. */
  async #outcomeOf(run: Run<Payload>): Promise<Settlement | undefined> {
    const { job } = run
    try {
      await this.#handler(job, run)
      return { lease: job, kind: 'done', durationMs: performance.now() - run.startedAtMs }
    } catch (error) {
      if (!run.isAborted) return failure(this.#setup, job, error)
      if (!run.isLost) this.#setup.emit({ type: 'lost', id: job.id, attempt: job.attempt })
      return undefined
    }
  }

  async #shutDown(timeoutMs: number): Promise<void> {
    this.#bell.close()
    // It may have had a wake-up that is now for another worker: the last turn passes it on.
    queueMicrotask(() => this.#look())
    if (timeoutMs === 0 || !(await isWithin(this.ended, timeoutMs))) {
      this.#returnAll()
      await isWithin(this.ended, LAST_WORD_MS)
    }
    this.#ending.abort()
    this.#alarm.ring()
  }

  #returnAll(): void {
    for (const run of this.#leases.clear()) {
      run.abort(new WorkerClosedError(run.job.id))
      if (!run.isLost) this.#finished.push({ lease: run.job, kind: 'return' })
    }
    this.#look()
  }
}

/** Whether it resolves within that time. */
async function isWithin(promise: Promise<void>, ms: number): Promise<boolean> {
  const late = new AbortController()
  const isLate = sleep(ms, late.signal).then(() => false)
  try {
    return await Promise.race([promise.then(() => true), isLate])
  } finally {
    late.abort()
  }
}
