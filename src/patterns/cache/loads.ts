import { CacheUnavailableError } from './errors.js'
import type { CacheEvent, CacheStats } from './events.js'
import type { Cacheable, Settings } from './options.js'
import type { Origin } from './origin.js'
import { Renewals } from './renewals.js'
import type { Store } from './store.js'
import type { GetOptions, Loader } from './types.js'

interface LoadsOptions<Value extends Cacheable> {
  settings: Settings<Value>
  store: Store<Value>
  origin: Origin<Value>
  stats: CacheStats
  emit: ((event: CacheEvent) => void) | undefined
}

/** The loads of this process that are under way, for callers to join. */
export class Loads<Value extends Cacheable> {
  readonly #with: LoadsOptions<Value>
  readonly #renewals: Renewals
  /** By the token of their lease. */
  readonly #leased = new Map<string, Promise<Value | null>>()
  /** By their key: those without Redis. */
  readonly #unleased = new Map<string, Promise<Value | null>>()

  constructor(options: LoadsOptions<Value>) {
    this.#with = options
    const { store, settings } = options
    this.#renewals = new Renewals(settings.leaseMs, (key, token) => ifAvailable(store.renew(key, token)))
  }

  /** The load that has this lease, if it is one of ours. Who has just read the lease may join: it is still valid. */
  under(token: string): Promise<Value | null> | undefined {
    return this.#leased.get(token)
  }

  /** Loads under a lease of ours, and writes the value. */
  start(key: string, token: string, loader: Loader<Value>, options: GetOptions): Promise<Value | null> {
    return keepWhileRunning(this.#leased, token, this.#load(key, token, loader, options))
  }

  /** Loads without Redis: once for all callers of this process. */
  direct(key: string, loader: Loader<Value>): Promise<Value | null> {
    const running = this.#unleased.get(key)
    return running ?? keepWhileRunning(this.#unleased, key, this.#with.origin.load(key, loader))
  }

  /** The origin has changed: nobody is to join a load without a lease that began before that. */
  forget(key: string): void {
    this.#unleased.delete(key)
  }

  /** Resolves when all have ended. */
  async settled(): Promise<void> {
    await Promise.allSettled([...this.#leased.values(), ...this.#unleased.values()])
  }

  async #load(key: string, token: string, loader: Loader<Value>, { tags = [], ttlMs }: GetOptions) {
    const { store, origin } = this.#with
    this.#renewals.begin(key, token)
    try {
      const tagged = tags.length > 0 ? await ifAvailable(store.tag(key, tags, ttlMs)) : undefined
      const value = await origin.load(key, loader)
      // What could not be noted under its tags could not be invalidated by them.
      if (tagged === 'unavailable') await ifAvailable(store.release(key, token))
      else await this.#fill(key, token, value, ttlMs)
      return value
    } catch (error) {
      await ifAvailable(store.release(key, token))
      throw error
    } finally {
      this.#renewals.end(token)
    }
  }

  async #fill(key: string, token: string, value: Value | null, ttlMs: number | undefined): Promise<void> {
    const { store, stats, emit } = this.#with
    const outcome = await ifAvailable(store.fill(key, token, value, { ttlMs }))
    if (outcome === 'unavailable') return
    if (outcome !== 'stored') stats.refusedFills++
    emit?.({ type: 'fill', key, outcome })
  }
}

async function ifAvailable<Result>(command: Promise<Result>): Promise<Result | 'unavailable'> {
  try {
    return await command
  } catch (error) {
    if (error instanceof CacheUnavailableError) return 'unavailable'
    throw error
  }
}

/** Nobody needs to wait for it: a failure that nobody sees is no unhandled rejection. */
function keepWhileRunning<Value>(
  running: Map<string, Promise<Value>>,
  id: string,
  load: Promise<Value>,
): Promise<Value> {
  running.set(id, load)
  const forget = () => {
    if (running.get(id) === load) running.delete(id)
  }
  load.then(forget, forget)
  return load
}
