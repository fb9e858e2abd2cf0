import { PatternError } from '../_kit/errors.js'
import type { AcquireOptions } from './types.js'

/** Lets someone give up when the time is over or the signal aborts, until unbound. */
export function bind(
  waiter: { giveUp(reason: unknown): void },
  name: string,
  { waitMs, signal }: AcquireOptions,
): () => void {
  if (waitMs === undefined && signal === undefined) return () => {}
  const abort = () => waiter.giveUp(signal?.reason)
  signal?.addEventListener('abort', abort)
  const timer =
    waitMs === undefined ? undefined : setTimeout(() => waiter.giveUp(lockTimeout(name, waitMs)), waitMs)
  return () => {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

export function lockTimeout(name: string, waitMs: number, cause?: unknown): PatternError {
  return new PatternError('LOCK_TIMEOUT', `lock '${name}' was not free for ${waitMs} ms`, { cause })
}
