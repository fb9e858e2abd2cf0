import type { Hook } from '../_kit/hook.js'
import type { LockEvent } from './events.js'

/** Which lock it is and how it behaves. Everyone who uses a lock must give the same name, prefix and servers. */
export interface RedlockOptions {
  /** What is locked. The key on every server is `${prefix}{${name}}`. Text without braces. */
  name: string
  /** Put before the name: `'app:'`. Text without braces. */
  prefix?: string
  /** How long a lease lasts, in ms, less the time that it takes to get it and the margin for drifting clocks. */
  ttlMs: number
  /** By which part of the time clocks may drift apart. Default: 0.01, that is 1 %; 2 ms are always added. */
  clockDriftFactor?: number
  /** How long a server has to answer, in ms. Much less than the lease. Default: a 20th of `ttlMs`, at least 20. */
  nodeTimeoutMs?: number
  /** How long `acquire` waits before it tries again, in ms; between half and one and a half of that. Default: 100. */
  retryMs?: number
  /** Told what happens, for metrics and logs. */
  onEvent?: Hook<LockEvent>
  /** Makes the tokens, a different one each time. Default: random UUIDs. */
  ids?: () => string
}
