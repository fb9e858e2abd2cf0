import { untilAborted } from '../_kit/wait.js'
import { cacheClosed, loadTimedOut } from './errors.js'
import type { CacheEvent, CacheStats } from './events.js'
import type { Cacheable } from './options.js'
import type { Loader } from './types.js'

interface OriginOptions {
  loadTimeoutMs: number
  stats: CacheStats
  emit: ((event: CacheEvent) => void) | undefined
}

/** Calls loaders: counted, timed, and ended by a time limit or by `close`. */
export class Origin<Value extends Cacheable> {
  readonly #options: OriginOptions
  readonly #running = new Set<AbortController>()

  constructor(options: OriginOptions) {
    this.#options = options
  }

  async load(key: string, loader: Loader<Value>): Promise<Value | null> {
    const { loadTimeoutMs, stats, emit } = this.#options
    const stop = new AbortController()
    this.#running.add(stop)
    const timer = setTimeout(() => stop.abort(loadTimedOut(key, loadTimeoutMs)), loadTimeoutMs)
    const start = performance.now()
    stats.originLoads++
    try {
      const loading = Promise.resolve(loader({ key, signal: stop.signal }))
      const value = (await untilAborted(loading, stop.signal)) ?? null
      emit?.({ type: 'load', key, tookMs: performance.now() - start })
      return value
    } catch (error) {
      stats.failedLoads++
      emit?.({ type: 'load failed', key, tookMs: performance.now() - start, error })
      throw error
    } finally {
      clearTimeout(timer)
      this.#running.delete(stop)
    }
  }

  /** Ends every load that is under way, for those who wait for it. */
  close(): void {
    for (const stop of this.#running) stop.abort(cacheClosed())
  }
}
