import { PatternError } from '../_kit/errors.js'

/** A handler throws it for a job that no further attempt can help: it is a dead letter at once. */
export class UnrecoverableError extends Error {
  override readonly name = 'UnrecoverableError'
}

/**
 * The reason of a handler's signal: the lease has run out, or the job was removed; another attempt may have begun.
 * `code` is `'LEASE_LOST'`.
 */
export class LeaseLostError extends PatternError {
  override readonly name = 'LeaseLostError'
  constructor(
    /** The job's. */
    readonly id: string,
  ) {
    super('LEASE_LOST', `the lease of job ${id} is lost; another worker may have it, so stop working on it`)
  }
}

/**
 * The reason of a handler's signal: its worker was closed, did not want to wait any longer, and has returned the
 * job to the queue. `code` is `'WORKER_CLOSED'`.
 */
export class WorkerClosedError extends PatternError {
  override readonly name = 'WorkerClosedError'
  constructor(
    /** The job's. */
    readonly id: string,
  ) {
    super('WORKER_CLOSED', `the worker was closed before job ${id} was done, and has returned it`)
  }
}
