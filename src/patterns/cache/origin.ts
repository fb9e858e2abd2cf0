import { Deadlines } from './deadlines.js'
import { cacheClosed, loadTimedOut } from './errors.js'
import type { CacheEvent, CacheStats } from './events.js'
import type { Cacheable } from './options.js'
import type { LoadContext, Loader } from './types.js'

interface OriginOptions {
  loadTimeoutMs: number
  stats: CacheStats
  emit: ((event: CacheEvent) => void) | undefined
}

/** One call of a loader. Its signal is made when the loader asks for it. */
class Call implements LoadContext {
  readonly key: string
  readonly #reject: (reason: Error) => void
  #reason: Error | undefined
  #stop: AbortController | undefined

  constructor(key: string, reject: (reason: Error) => void) {
    this.key = key
    this.#reject = reject
  }

  get signal(): AbortSignal {
    this.#stop ??= new AbortController()
    if (this.#reason !== undefined) this.#stop.abort(this.#reason)
    return this.#stop.signal
  }

  giveUp(reason: Error): void {
    this.#reason = reason
    this.#stop?.abort(reason)
    this.#reject(reason)
  }
}

/** Calls loaders: counted, timed, and given up after a time limit or by `close`. */
export class Origin<Value extends Cacheable> {
  readonly #options: OriginOptions
  readonly #deadlines: Deadlines<Call>
  readonly #running = new Set<Call>()

  constructor(options: OriginOptions) {
    this.#options = options
    const { loadTimeoutMs } = options
    this.#deadlines = new Deadlines(loadTimeoutMs, (call) =>
      this.#giveUp(call, loadTimedOut(call.key, loadTimeoutMs)),
    )
  }

  async load(key: string, loader: Loader<Value>): Promise<Value | null> {
    const { stats, emit } = this.#options
    const start = performance.now()
    stats.originLoads++
    try {
      const value = await this.#untilGivenUp(key, loader)
      emit?.({ type: 'load', key, tookMs: performance.now() - start })
      return value ?? null
    } catch (error) {
      stats.failedLoads++
      emit?.({ type: 'load failed', key, tookMs: performance.now() - start, error })
      throw error
    }
  }

  /** Ends every load that is under way, for those who wait for it. */
  close(): void {
    for (const call of this.#running) this.#giveUp(call, cacheClosed())
  }

  #giveUp(call: Call, reason: Error): void {
    this.#running.delete(call)
    call.giveUp(reason)
  }

  #untilGivenUp(key: string, loader: Loader<Value>): Promise<Value | null | undefined> {
    return new Promise((resolve, reject) => {
      const call = new Call(key, reject)
      const deadline = this.#deadlines.begin(call)
      this.#running.add(call)
      const ended = () => {
        this.#deadlines.end(deadline)
        this.#running.delete(call)
      }
      run(loader, call, ended).then(resolve, reject)
    })
  }
}

/** What the loader throws at once is a rejection, too. */
async function run<Value extends Cacheable>(loader: Loader<Value>, call: Call, ended: () => void) {
  try {
    return await loader(call)
  } finally {
    ended()
  }
}
