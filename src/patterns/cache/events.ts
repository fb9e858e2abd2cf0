/**
 * How one `get` was answered. `'firstLevel'`: from this process's memory. `'hit'`: from Redis. `'negative'`: from
 * Redis, which knows that the origin has nothing. `'stale'`: from Redis, past its time, while one caller refreshes
 * it. `'miss'`: by this call's own load. `'coalesced'`: by a load that another caller had begun.
 * `'unavailable'`: from the origin, for Redis gave no answer.
 */
export type Outcome = 'firstLevel' | 'hit' | 'negative' | 'stale' | 'miss' | 'coalesced' | 'unavailable'

/** Counts since the cache object was made: of each {@link Outcome}, and of what loads did. */
export interface CacheStats extends Record<Outcome, number> {
  /** Calls of loaders, with the refreshes in the background and those without Redis. */
  originLoads: number
  /** Loads that threw, or took longer than `loadTimeoutMs`. */
  failedLoads: number
  /** Loads that were not written, because an invalidation or a newer write had come since they began. */
  refusedFills: number
}

/** What `onEvent` is told. Keys are the caller's, without prefix. */
export type CacheEvent =
  | { type: 'read'; key: string; outcome: Outcome }
  | { type: 'load'; key: string; tookMs: number }
  | { type: 'load failed'; key: string; tookMs: number; error: unknown }
  /** `'lost'`: the entry was invalidated or written meanwhile. `'older'`: a newer version is known. */
  | { type: 'fill'; key: string; outcome: 'stored' | 'lost' | 'older' }
  /** What is stored cannot be decoded; it is removed and loaded anew. */
  | { type: 'undecodable'; key: string; error: unknown }
  /** A command got no answer, or an error. */
  | { type: 'command failed'; error: Error }
  /** Redis is left alone for `retryAfterMs`, again and again until it answers. */
  | { type: 'unavailable' }
  | { type: 'available' }
  /** The copies in this process's memory are used, for it hears when they become invalid, and by what. */
  | { type: 'first level'; used: true; by: HeardBy }
  /** They are forgotten, and not used until it hears again. */
  | { type: 'first level'; used: false }

/**
 * How a first level hears of changes. `'tracking'`: the server tells of every change to an entry, whoever made it.
 * `'pubsub'`: caches tell each other of the changes that they make, and nothing else is heard.
 */
export type HeardBy = 'tracking' | 'pubsub'

/** @internal */
export function zeroStats(): CacheStats {
  return {
    firstLevel: 0,
    hit: 0,
    negative: 0,
    stale: 0,
    miss: 0,
    coalesced: 0,
    unavailable: 0,
    originLoads: 0,
    failedLoads: 0,
    refusedFills: 0,
  }
}
