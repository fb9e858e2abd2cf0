import type { KeptError } from './reason.js'

declare const brand: unique symbol

/** Proves that an attempt is one's own. It comes from `take`, and is worth nothing once another attempt has begun. */
export type LeaseToken = string & { readonly [brand]: 'LeaseToken' }

/** Where a job is. `done`: it is over, and its id, which the caller gave, is still remembered. */
export type JobState = 'waiting' | 'delayed' | 'active' | 'dead' | 'done'

/** What is known of every job. */
export interface JobInfo<Payload> {
  readonly id: string
  readonly payload: Payload
  /** How often it was taken, this time included. From 1. */
  readonly attempt: number
  /** With this attempt it is a dead letter if it fails. */
  readonly maxAttempts: number
  readonly priority: number
  /** Milliseconds since 1970. */
  readonly addedAtMs: number
}

/** A job that one has, until its lease runs out. */
export interface LeasedJob<Payload> extends JobInfo<Payload> {
  readonly token: LeaseToken
}

/** What an attempt is settled with. A `LeasedJob` is one. */
export type Lease = Pick<LeasedJob<unknown>, 'id' | 'token' | 'attempt'>

/** A job that failed for good. */
export interface DeadJob<Payload> extends Omit<JobInfo<Payload>, 'attempt' | 'payload'> {
  /** `undefined` when the codec cannot read it. */
  readonly payload: Payload | undefined
  /** How often it was taken. */
  readonly attempts: number
  /** Why the last attempt failed. */
  readonly reason: KeptError
  /** Milliseconds since 1970. */
  readonly diedAtMs: number
}

/** How a job is to be treated. */
export interface AddOptions {
  /**
   * The idempotency key: a job is not added while one of the same id is in the queue or remembered as done. So an
   * `add` whose answer was lost can be repeated. Default: random.
   */
  id?: string
  /** How long it waits at least, in milliseconds. Default: 0. */
  delayMs?: number
  /** A whole number from -1000 to 1000; the highest comes first. Default: 0. */
  priority?: number
  /** How often it may be taken before it is a dead letter. Default: that of the queue. */
  maxAttempts?: number
}

/** One of many jobs to add. */
export interface NewJob<Payload> extends AddOptions {
  payload: Payload
}

/** Whether a job was added, or where the one of the same id was found. */
export type Added =
  | { readonly added: true; readonly id: string }
  | { readonly added: false; readonly id: string; readonly state: JobState }

/** `'lost'`: the lease ran out and another attempt has begun, or the job was removed. Nothing was changed. */
export type AckOutcome = 'done' | 'lost'

/** `'retried'`: it comes again after a delay. `'dead'`: it is a dead letter now. `'lost'`: as with `ack`. */
export type FailOutcome = 'retried' | 'dead' | 'lost'

/** `'lost'`: as with `ack`. */
export type ReturnOutcome = 'returned' | 'lost'

/** `'lost'`: as with `ack`. */
export type ExtendOutcome = 'extended' | 'lost'

/** How an attempt ended that failed. */
export interface FailOptions {
  /** False: a dead letter at once, whatever attempts are left. Default: true. */
  retry?: boolean
}

/** How many jobs are in each state, all at one moment. */
export interface QueueStats {
  readonly waiting: number
  readonly delayed: number
  /** Leased, also those whose lease ran out and that nobody has taken since. */
  readonly active: number
  readonly dead: number
  readonly paused: boolean
}

/** Some of many. */
export interface PageOptions {
  /** From 0. Default: 0. */
  first?: number
  /** Default: 100. */
  count?: number
}
