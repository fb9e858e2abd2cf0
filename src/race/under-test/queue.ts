import type { Redis } from 'ioredis'
import type { RaceOptions } from './options.js'

/** A queue of jobs, as `redis-patterns race queue` runs it. */
export interface QueueUnderTest {
  /**
   * Adds the job of this id. Called again with the same id when the answer was lost, also when the job is done
   * meanwhile: there must be no second one.
   */
  add(id: string): Promise<unknown>
  /**
   * Takes a job, without waiting: an object with its id, which the other methods get back, or null when there is none.
   * The job is the worker's own for `leaseMs`. When it was neither acknowledged nor given back by then, it can be taken
   * again, under the same id.
   */
  take(): Promise<{ id: string } | null>
  /** The job is done, and does not come again. */
  // oxlint-disable-next-line typescript/no-explicit-any -- only the implementation knows what its jobs are
  ack(job: any): Promise<unknown>
  /**
   * The job is not done, and can be taken again at once. Also called when the lease has run out meanwhile: when another
   * worker has the job by then, it stays with that one.
   */
  // oxlint-disable-next-line typescript/no-explicit-any -- as above
  giveBack(job: any): Promise<unknown>
}

export interface QueueRaceOptions extends RaceOptions {
  /** How long a job that was taken is its worker's own. */
  leaseMs: number
}

/** The default export of a file for `--impl`. */
export type MakeQueue = (redis: Redis, options: QueueRaceOptions) => QueueUnderTest
