import { wholeNumber } from '../_kit/check.js'
import { Adder, addJobs } from './add.js'
import { QueueControl } from './control.js'
import { failure, type Settlement } from './settlement.js'
import { extendLeases, MOST_AT_ONCE, turn } from './turn.js'
import type {
  AckOutcome,
  Added,
  AddOptions,
  ExtendOutcome,
  FailOptions,
  FailOutcome,
  Lease,
  LeasedJob,
  NewJob,
  ReturnOutcome,
} from './types.js'
import { type CloseOptions, type Handler, Worker, type WorkerOptions } from './worker.js'

/**
 * A job queue whose jobs are done at least once, whatever crashes. A job that was taken is leased: until its worker
 * settles it, or the lease runs out and another worker has it. So a handler can run twice for one job, after a crash
 * or when it outlives its lease; make its effect depend on the job's `id` (the idempotency key), so that the
 * second time changes nothing.
 *
 * Of equal priority, jobs come in the order in which they became ready. All keys are in one cluster slot. Every
 * operation is one EVALSHA (and an EVAL once when the server does not know the script).
 *
 * Source: the reliable queue that the documentation of Redis describes for LMOVE, with a sorted set of leases instead
 * of a list for each worker: an attempt is settled by id in O(log N) and not searched for, one command settles many,
 * and whoever works finds what the dead have left, with no list of workers to keep.
 *
 * @example
 * ```ts
 * import { Queue } from 'redis-patterns/queue'
 *
 * const queue = new Queue(redis, { name: 'mails', prefix: 'app:' })
 * await queue.add({ to: 'ada' }, { id: 'welcome-ada' }) // -> { added: true, id: 'welcome-ada' }
 * const worker = queue.work(async (job) => {}, { concurrency: 10 })
 * await worker.close()
 * ```
 */
export class Queue<Payload = unknown> extends QueueControl<Payload> {
  readonly #adder = new Adder(this.setup)
  readonly #workers = new Set<Worker<Payload>>()

  /**
   * Adds a job, unless one of the same `id` is there or remembered as done. One EVALSHA, which calls of the same moment
   * share: O(log N).
   *
   * @throws {TypeError} when an option is not what it should be, or the codec cannot encode the payload.
   * @example
   * ```ts
   * const queue = new Queue(redis, { name: 'mails' })
   * await queue.add({ to: 'ada' }, { id: 'welcome-ada', delayMs: 60_000 }) // -> { added: true, id: 'welcome-ada' }
   * await queue.add({ to: 'ada' }, { id: 'welcome-ada' }) // -> { added: false, id: 'welcome-ada', state: 'delayed' }
   * ```
   */
  add(payload: Payload, options: AddOptions = {}): Promise<Added> {
    return this.#adder.add(payload, options)
  }

  /**
   * Adds many jobs; an answer for each. One EVALSHA for each 500, all sent at once; nothing for none. When it fails,
   * some of the five hundreds may have been added: jobs with an `id` can be added again.
   *
   * @throws {TypeError} as `add`; then none was added.
   * @example
   * ```ts
   * const queue = new Queue(redis, { name: 'mails' })
   * const answers = await queue.addMany([{ payload: 'a' }, { payload: 'b', priority: 10 }])
   * answers.length // -> 2
   * ```
   */
  addMany(jobs: readonly NewJob<Payload>[]): Promise<Added[]> {
    return addJobs(this.setup, jobs)
  }

  /**
   * Runs the handler for each job that comes, until the worker is closed. Takes a connection of its own to wait on.
   *
   * @throws {TypeError} unless `concurrency` is a whole number from 1 to 1000.
   * @example
   * ```ts
   * const queue = new Queue(redis, { name: 'mails' })
   * const worker = queue.work(async (job, { signal }) => {
   *   await fetch(job.payload.url, { signal }) // Ends at once when the lease is lost.
   * })
   * await worker.close()
   * ```
   */
  work(handler: Handler<Payload>, options: WorkerOptions = {}): Worker<Payload> {
    const worker = new Worker(this.setup, handler, options)
    this.#workers.add(worker)
    void worker.ended.then(() => this.#workers.delete(worker))
    return worker
  }

  /**
   * Takes up to `count` jobs, those that are there, without waiting: for those who write their own worker. Each must be
   * settled, or extended, before its lease runs out. One EVALSHA: O(count log N).
   *
   * @throws {TypeError} unless `count` is a whole number from 1 to 1000.
   * @example
   * ```ts
   * const queue = new Queue(redis, { name: 'mails' })
   * await queue.add({ to: 'ada' })
   * const [job] = await queue.take(1)
   * job.payload // -> { to: 'ada' }
   * job.attempt // -> 1
   * ```
   */
  async take(count: number): Promise<LeasedJob<Payload>[]> {
    const { jobs } = await turn(this.setup, wholeNumber(count, 'count', 1, MOST_AT_ONCE), [])
    return jobs
  }

  /**
   * The job is done: forgets it, but for its id if the caller gave that. One EVALSHA: O(log N).
   *
   * @example
   * ```ts
   * const queue = new Queue(redis, { name: 'mails' })
   * await queue.add({ to: 'ada' })
   * const [job] = await queue.take(1)
   * await queue.ack(job) // -> 'done'
   * await queue.ack(job) // -> 'lost'
   * ```
   */
  ack(lease: Lease): Promise<AckOutcome> {
    return this.#settle<AckOutcome>({ lease, kind: 'done' })
  }

  /**
   * The attempt failed: the job comes again after the backoff, or is a dead letter when this was its last attempt,
   * with `retry: false`, or for an `UnrecoverableError`. One EVALSHA: O(log N).
   *
   * @example
   * ```ts
   * const queue = new Queue(redis, { name: 'mails' })
   * await queue.add({ to: 'ada' })
   * const [job] = await queue.take(1)
   * await queue.fail(job, new Error('mailbox full')) // -> 'retried'
   * ```
   */
  async fail(lease: Lease, error: unknown, options: FailOptions = {}): Promise<FailOutcome> {
    return this.#settle<FailOutcome>(failure(this.setup, lease, error, options))
  }

  /**
   * Hands the job back as if it had not been taken: to its old place, with its attempt. One EVALSHA: O(log N).
   *
   * @example
   * ```ts
   * const queue = new Queue(redis, { name: 'mails' })
   * await queue.add({ to: 'ada' })
   * const [job] = await queue.take(1)
   * await queue.giveBack(job) // -> 'returned'
   * ```
   */
  giveBack(lease: Lease): Promise<ReturnOutcome> {
    return this.#settle<ReturnOutcome>({ lease, kind: 'return' })
  }

  /**
   * Renews the lease: `leaseMs` from now. One that has run out can be renewed, too, while no other attempt has begun.
   * One EVALSHA: O(log N).
   *
   * @example
   * ```ts
   * const queue = new Queue(redis, { name: 'mails' })
   * await queue.add({ to: 'ada' })
   * const [job] = await queue.take(1)
   * await queue.extend(job) // -> 'extended'
   * ```
   */
  async extend(lease: Lease): Promise<ExtendOutcome> {
    const [isExtended] = await extendLeases(this.setup, [lease])
    return isExtended === true ? 'extended' : 'lost'
  }

  /**
   * Closes the workers that this object has started. The caller's client stays as it is. Again: nothing.
   *
   * @throws {TypeError} as `worker.close`.
   * @example
   * ```ts
   * const queue = new Queue(redis, { name: 'mails' })
   * queue.work(async (job) => {})
   * await queue.close()
   * ```
   */
  async close(options: CloseOptions = {}): Promise<void> {
    await Promise.all([...this.#workers].map((worker) => worker.close(options)))
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #settle<Outcome>(settlement: Settlement): Promise<Outcome> {
    const { outcomes } = await turn(this.setup, 0, [settlement])
    return outcomes[0] as Outcome
  }
}
