/** Names one lease, and nobody else knows it: `inbox:id`. What Redis compares before it releases or extends. */
export type LockToken = string & { readonly [brand]: 'lock token' }

/**
 * A number that is larger for every later lease of a lock. Whoever guards the resource remembers the largest that it
 * has seen, and refuses smaller ones. A whole number below 2^53, near the time in microseconds since 1970.
 */
export type FencingToken = number & { readonly [brand]: 'fencing token' }

declare const brand: unique symbol

/** What `peek` answers, all from one moment. */
export interface LockStatus {
  /** The token of who has the lock, or is about to: a waiter to whom it was handed over. Null: it is free. */
  holder: LockToken | null
  /** When the lease runs out, in ms from now. 0: it is free. Infinity: it is somebody else's key, without expiry. */
  ttlMs: number
  /** The last one that was given out; null when the lock has not been used for ten minutes. */
  fencingToken: FencingToken | null
  /** How many wait. */
  waiting: number
}

/** How long to wait for a lock. */
export interface AcquireOptions {
  /** Gives up after so many ms. Default: never. */
  waitMs?: number
  /** Gives up when it aborts. */
  signal?: AbortSignal
}
