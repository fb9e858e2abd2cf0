import type { Listener, Subscriber } from '../_kit/subscriber.js'
import type { CacheEvent } from './events.js'
import type { FirstLevelOptions } from './options.js'

/** An entry in memory; without bytes while it is being read from Redis. */
interface Copy {
  entry?: Buffer
  /** By the setup's clock. */
  until: number
}

interface FirstLevelSetup extends FirstLevelOptions {
  /** Where invalidations are told, those by this process, too. */
  channel: string
  /** Whose entry a key of the server is. */
  keyOf: (entry: Buffer) => string | undefined
  retryAfterMs: number
  clock: () => number
  emit: ((event: CacheEvent) => void) | undefined
}

/**
 * Entries in this process's memory: the least recently used give way. Used only while it hears when they become
 * invalid; when the connection that hears it is lost, it forgets all.
 */
export class FirstLevel implements Listener {
  readonly #setup: FirstLevelSetup
  readonly #subscriber: Subscriber
  /** In the order of their use. */
  readonly #copies = new Map<string, Copy>()
  #oldest = this.#copies.keys()
  #hears = false
  #listensAgainAt = 0

  constructor(subscriber: Subscriber, setup: FirstLevelSetup) {
    this.#subscriber = subscriber
    this.#setup = setup
  }

  read(key: string): Buffer | undefined {
    if (!this.#hears) {
      this.#listen()
      return undefined
    }
    const copy = this.#copies.get(key)
    if (copy?.entry === undefined) return undefined
    this.#copies.delete(key)
    if (copy.until <= this.#setup.clock()) return undefined
    this.#copies.set(key, copy)
    return copy.entry
  }

  /**
   * Holds a place for an entry that is about to be read. An invalidation that is heard meanwhile takes the place
   * away, so that what was read before it is not kept after it.
   */
  hold(key: string): Copy | undefined {
    if (!this.#hears) return undefined
    const held = this.#copies.get(key)
    if (held !== undefined && held.entry === undefined) return held
    const place: Copy = { until: 0 }
    this.#copies.set(key, place)
    if (this.#copies.size > this.#setup.max) this.#dropOldest()
    return place
  }

  /** Keeps what was read, if its place is still held. */
  keep(key: string, place: Copy | undefined, entry: Buffer, freshMs: number): void {
    if (place === undefined || this.#copies.get(key) !== place) return
    place.entry = entry
    place.until = this.#setup.clock() + Math.min(freshMs, this.#setup.ttlMs)
  }

  drop(key: string): void {
    this.#copies.delete(key)
  }

  onMessage(message: Buffer): void {
    this.drop(message.toString())
  }

  onChanged(entries: readonly Buffer[] | null): void {
    if (entries === null) return this.#copies.clear()
    for (const entry of entries) {
      const key = this.#setup.keyOf(entry)
      if (key !== undefined) this.drop(key)
    }
  }

  onLost(): void {
    this.#use(false)
  }

  onRestored(): void {
    this.#use(true)
  }

  /** One SUBSCRIBE. When that fails, again at a later read. */
  #listen(): void {
    const now = this.#setup.clock()
    if (now < this.#listensAgainAt) return
    this.#listensAgainAt = Infinity
    this.#subscriber.subscribe(this.#setup.channel, this).then(
      () => this.#use(true),
      () => void (this.#listensAgainAt = this.#setup.clock() + this.#setup.retryAfterMs),
    )
  }

  #use(used: boolean): void {
    this.#hears = used
    this.#copies.clear()
    const by = this.#subscriber.tracks ? 'tracking' : 'pubsub'
    this.#setup.emit?.(used ? { type: 'first level', used, by } : { type: 'first level', used })
  }

  /** One iterator for all, as a new one would step over all places that were left since the map was built. */
  #dropOldest(): void {
    let next = this.#oldest.next()
    if (next.done === true) {
      this.#oldest = this.#copies.keys()
      next = this.#oldest.next()
    }
    if (next.done !== true) this.#copies.delete(next.value)
  }
}
