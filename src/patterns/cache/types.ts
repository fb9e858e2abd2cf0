import type { Cacheable } from './options.js'

/** What a loader is told. */
export interface LoadContext {
  /** As given to `get`. */
  key: string
  /** Aborts when nobody wants the value any more: after `loadTimeoutMs`, and on `close()`. */
  signal: AbortSignal
}

/**
 * Reads a value from the origin: a database, a service. `null` and `undefined` say that there is nothing, which is
 * remembered, too. What it throws goes to those who wait for this load, and is not remembered.
 */
export type Loader<Value extends Cacheable> = (
  context: LoadContext,
) => Promise<Value | null | undefined> | Value | null | undefined

/** How one `get` differs from the options of the cache. */
export interface GetOptions {
  /** The entry falls with each of these, by `invalidateTag`. Only taken when this call loads. */
  tags?: readonly string[] | undefined
  /** Ends the wait of this caller. The load goes on for others, and is kept. */
  signal?: AbortSignal | undefined
  /** Instead of the cache's, when this call loads. */
  ttlMs?: number | undefined
}

/** How one `set` differs from the options of the cache. */
export interface SetOptions {
  /** A whole number that grows with each change of the value. Default: what `versionOf` says, or none. */
  version?: number | undefined
  /** The entry falls with each of these, by `invalidateTag`. */
  tags?: readonly string[] | undefined
  /** Instead of the cache's. */
  ttlMs?: number | undefined
}
