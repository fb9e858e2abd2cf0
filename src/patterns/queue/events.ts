/** What a queue tells its `onEvent` hook, for metrics and logs. */
export type QueueEvent =
  /** A job was added, not found there already. */
  | { readonly type: 'added'; readonly id: string }
  /** A worker has begun an attempt. */
  | { readonly type: 'started'; readonly id: string; readonly attempt: number }
  /** The job is over, and the queue knows it. `durationMs`: of the handler, when a worker did it. */
  | { readonly type: 'done'; readonly id: string; readonly attempt: number; readonly durationMs?: number }
  /** The attempt failed; the job comes again in `delayMs`. */
  | {
      readonly type: 'retried'
      readonly id: string
      readonly attempt: number
      readonly error: unknown
      readonly delayMs: number
    }
  /** The job failed for good. */
  | { readonly type: 'dead'; readonly id: string; readonly attempt: number; readonly error: unknown }
  /** Older dead letters were dropped, as there were more than `maxDead`. */
  | { readonly type: 'dropped'; readonly count: number }
  /** A lease was lost that this process held: its handler took too long without a renewal, or the job was removed. */
  | { readonly type: 'lost'; readonly id: string; readonly attempt: number }
  /** A lease of some worker ran out. The job waits again, or is dead (then a `dead` event comes, too). */
  | { readonly type: 'expired'; readonly id: string; readonly attempt: number }
  /** The job was handed back without a verdict, as its worker was closed. */
  | { readonly type: 'returned'; readonly id: string; readonly attempt: number }
  /** A worker could not reach the server, or was refused. It tries again by itself. */
  | { readonly type: 'error'; readonly error: unknown }
