import type { FencingToken } from './types.js'

/** What happens to a lock, for metrics and logs. Times are in ms. */
export type LockEvent =
  /** Somebody has it, so the caller of `acquire` joins the queue. */
  | { type: 'waiting'; lock: string }
  /** `waitedMs`: since the call; about one round trip when the lock was free. */
  | { type: 'acquired'; lock: string; fencingToken: FencingToken | undefined; waitedMs: number }
  | { type: 'extended'; lock: string; fencingToken: FencingToken | undefined }
  /** `handedOver`: to a waiter that was alive. */
  | { type: 'released'; lock: string; fencingToken: FencingToken | undefined; handedOver: boolean }
  /** Before it was released: it ran out, or was found to be somebody else's. */
  | { type: 'lost'; lock: string; fencingToken: FencingToken | undefined; error: Error }
  /** `acquire` gave up: time ran out, the signal aborted, or the lock object was closed. */
  | { type: 'gave-up'; lock: string; error: unknown }
  /** Redis did not answer, or not as it should; what failed is tried again, or left to the expiry. */
  | { type: 'trouble'; lock: string; error: unknown }
