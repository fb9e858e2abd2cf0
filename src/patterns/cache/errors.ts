import { PatternError } from '../_kit/errors.js'

/**
 * Redis did not do what was asked of it: `code` is `'CACHE_UNAVAILABLE'`, `cause` is the client's error. Only
 * writes throw it: reads go to the origin instead. The write may have been done, or may yet be: an invalidation
 * can be repeated without harm.
 */
export class CacheUnavailableError extends PatternError {
  override readonly name = 'CacheUnavailableError'
  constructor(cause: unknown) {
    super('CACHE_UNAVAILABLE', `Redis gave no answer to the cache: ${messageOf(cause)}`, { cause })
  }
}

/** @internal */
export function cacheClosed(): PatternError {
  return new PatternError('CACHE_CLOSED', 'the cache was closed')
}

/** @internal */
export function loadTimedOut(key: string, timeoutMs: number): PatternError {
  return new PatternError('LOAD_TIMEOUT', `the load of ${key} took longer than ${timeoutMs} ms`)
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause)
}
