import { decodeEntry, isNegative, isServable } from './entry.js'
import { CacheUnavailableError } from './errors.js'
import type { Outcome } from './events.js'
import type { Cacheable } from './options.js'
import type { Parts } from './parts.js'
import type { Found } from './store.js'
import type { GetOptions, Loader } from './types.js'

type Read<Value> =
  | Exclude<Found, { state: 'wait' }>
  /** Another wrote it while we waited. */
  | { state: 'awaited'; entry: Buffer }
  /** Another caller of this process is loading it. */
  | { state: 'joined'; load: Promise<Value | null> }
  | { state: 'unavailable' }

const UNAVAILABLE = { state: 'unavailable' } as const

/** Answers reads: from memory, from Redis, from a load that is under way, or from the origin. */
export class Reader<Value extends Cacheable> {
  readonly #parts: Parts<Value>

  constructor(parts: Parts<Value>) {
    this.#parts = parts
  }

  async get(key: string, loader: Loader<Value>, options: GetOptions, mayRetry = true): Promise<Value | null> {
    const { firstLevel, loads, link, settings, store, closing } = this.#parts
    closing.throwIfAborted()
    options.signal?.throwIfAborted()
    const copy = firstLevel?.read(key)
    if (copy !== undefined) return this.#counted('firstLevel', key, decodeEntry(settings.codec, copy))
    const place = firstLevel?.hold(key)
    const freshMs = store.freshMs(key)
    const known = freshMs > 0 && link.mayAsk() ? await store.peek(key) : null
    const found = known && isServable(known) ? fresh(known, freshMs) : await this.#find(key, options.signal)
    if (found.state === 'lease')
      return this.#counted('miss', key, loads.start(key, found.token, loader, options))
    if (found.state === 'joined') return this.#counted('coalesced', key, found.load)
    if (found.state === 'unavailable') return this.#counted('unavailable', key, loads.direct(key, loader))
    if (found.state === 'refresh') void loads.start(key, found.token, loader, options)
    let value: Value | null
    try {
      value = decodeEntry(settings.codec, found.entry)
    } catch (error) {
      return this.#replace(key, loader, options, mayRetry, error)
    }
    if (found.state === 'fresh') firstLevel?.keep(key, place, found.entry, found.freshMs)
    return this.#counted(outcomeOf(found.state, found.entry), key, value)
  }

  async #find(key: string, signal: AbortSignal | undefined): Promise<Read<Value>> {
    const { store, link } = this.#parts
    if (!link.mayAsk()) return UNAVAILABLE
    try {
      const found = await store.acquire(key)
      if (found.state !== 'wait') return found
      return this.#joined(found.token) ?? (await this.#follow(key, signal))
    } catch (error) {
      if (error instanceof CacheUnavailableError) return UNAVAILABLE
      throw error
    }
  }

  /** Waits for the load of another process, or takes over from it. */
  #follow(key: string, signal: AbortSignal | undefined): Promise<Read<Value>> {
    const { fills, store, closing } = this.#parts
    return fills.watching(key, async (watch) => {
      for (;;) {
        closing.throwIfAborted()
        signal?.throwIfAborted()
        const { heard } = watch
        const found = await store.acquire(key)
        if (found.state === 'fresh') return { state: 'awaited', entry: found.entry }
        if (found.state !== 'wait') return found
        const joined = this.#joined(found.token)
        if (joined !== undefined) return joined
        await watch.moreThan(heard, found.leaseMs, signal)
      }
    })
  }

  #joined(token: string): Read<Value> | undefined {
    const load = this.#parts.loads.under(token)
    return load && { state: 'joined', load }
  }

  /** What cannot be decoded was written by another program, or an earlier version of this one. */
  async #replace(
    key: string,
    loader: Loader<Value>,
    options: GetOptions,
    mayRetry: boolean,
    error: unknown,
  ): Promise<Value | null> {
    this.#parts.emit?.({ type: 'undecodable', key, error })
    if (!mayRetry) throw error
    await this.#parts.store.invalidate(key).catch(ignore)
    return this.get(key, loader, options, false)
  }

  #counted<Answer>(outcome: Outcome, key: string, answer: Answer): Answer {
    const { stats, emit } = this.#parts
    stats[outcome]++
    emit?.({ type: 'read', key, outcome })
    return answer
  }
}

function fresh(entry: Buffer, freshMs: number): Read<never> {
  return { state: 'fresh', entry, freshMs }
}

function outcomeOf(state: 'fresh' | 'awaited' | 'stale' | 'refresh', entry: Buffer): Outcome {
  if (state === 'awaited') return 'coalesced'
  if (state !== 'fresh') return 'stale'
  return isNegative(entry) ? 'negative' : 'hit'
}

function ignore(): void {}
