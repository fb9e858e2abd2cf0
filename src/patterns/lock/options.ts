import type { Now } from '../_kit/clock.js'
import type { Hook } from '../_kit/hook.js'
import type { LockEvent } from './events.js'

/** Which lock it is and how it behaves. Everyone who uses a lock must give the same name, prefix and clock. */
export interface LockOptions {
  /** What is locked: `'order:123'`. The key is `${prefix}{${name}}`. Text without braces. */
  name: string
  /** Put before the name: `'app:'`. Text without braces. */
  prefix?: string
  /** How long a lease lasts, in ms. Much longer than a round trip and a pause of the process; `using` extends it. */
  ttlMs: number
  /**
   * How long a waiter that is woken has to claim the lock, in ms, before it goes to the next one. So long may a
   * waiter that stands still hold up the others. Default: 1000.
   */
  claimMs?: number
  /** Told what happens, for metrics and logs. */
  onEvent?: Hook<LockEvent>
  /** Makes the ids that tokens consist of, different ones in all processes. Default: random UUIDs. */
  ids?: () => string
  /** The clock for fencing numbers and the liveness of waiters, in ms since 1970. Default: the time of the Redis server. */
  now?: Now
}
