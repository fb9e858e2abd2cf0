import type { Redis } from 'ioredis'
import type { RaceOptions } from './options.js'

/** A lock, as `redis-patterns race lock` runs it. */
export interface LockUnderTest {
  /**
   * Takes the lock when it is free, without waiting: an object that `release` gets back, or null when somebody has it.
   * When the object has a `fencingToken` (a number, larger than that of every lease before), the resource refuses who
   * comes too late.
   */
  acquire(): Promise<object | null>
  /** Gives it back. Also called when the lease has run out meanwhile. */
  // oxlint-disable-next-line typescript/no-explicit-any -- only the implementation knows what its leases are
  release(lease: any): Promise<unknown>
}

export interface LockRaceOptions extends RaceOptions {
  /** The lease must run out after so long. */
  ttlMs: number
}

/** The default export of a file for `--impl`. */
export type MakeLock = (redis: Redis, options: LockRaceOptions) => LockUnderTest
