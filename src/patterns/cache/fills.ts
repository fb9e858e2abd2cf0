import type { Listener, Subscriber } from '../_kit/subscriber.js'
import type { Link } from './link.js'
import type { Names } from './names.js'

/** While nothing can be heard, one has to look. */
const LOOK_EVERY_MS = 50
/** After which a lease has surely ended. */
const MARGIN_MS = 5

/** Hears when the first load of a key ends, in whichever process. Made for the keys that somebody waits for. */
class Watch implements Listener {
  /** Who uses it. */
  users = 0
  /** How often something was heard. */
  heard = 0
  /** Resolves when it hears, or when it is clear that it cannot. */
  readonly ready: Promise<void>
  #hears = false
  readonly #subscription: Promise<(() => Promise<void>) | undefined>
  readonly #sleepers = new Set<() => void>()

  constructor(subscriber: Subscriber, link: Link, channel: string) {
    this.#subscription = subscriber.subscribe(channel, this).catch(() => undefined)
    this.ready = link.reply(this.#subscription).then(
      (subscribed) => void (this.#hears = subscribed !== undefined),
      () => {},
    )
  }

  /** Resolves when more was heard than that, when the lease has ended, or when the signal aborts. */
  moreThan(heard: number, leaseMs: number, signal?: AbortSignal): Promise<void> {
    if (this.heard !== heard) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer)
        this.#sleepers.delete(wake)
        signal?.removeEventListener('abort', wake)
        resolve()
      }
      const timer = setTimeout(wake, this.#hears ? Math.max(0, leaseMs) + MARGIN_MS : LOOK_EVERY_MS)
      this.#sleepers.add(wake)
      signal?.addEventListener('abort', wake, { once: true })
    })
  }

  wake(): void {
    this.heard++
    for (const wake of this.#sleepers) wake()
  }

  async end(): Promise<void> {
    this.wake()
    const unsubscribe = await this.#subscription
    await unsubscribe?.()
  }

  onMessage(): void {
    this.wake()
  }

  onLost(): void {
    this.#hears = false
    this.wake()
  }

  onRestored(): void {
    this.#hears = true
    this.wake()
  }
}

/** The watches of a process: one for each key that somebody waits for. */
export class Fills {
  readonly #watches = new Map<string, Watch>()
  readonly #subscriber: Subscriber
  readonly #link: Link
  readonly #names: Names

  constructor(subscriber: Subscriber, link: Link, names: Names) {
    this.#subscriber = subscriber
    this.#link = link
    this.#names = names
  }

  /** What `use` makes of a watch of the key. One SUBSCRIBE before the first of a key, one UNSUBSCRIBE after the last. */
  async watching<Result>(key: string, use: (watch: Watch) => Promise<Result>): Promise<Result> {
    const watch = this.#watches.get(key) ?? new Watch(this.#subscriber, this.#link, this.#names.filled(key))
    this.#watches.set(key, watch)
    watch.users++
    try {
      await watch.ready
      return await use(watch)
    } finally {
      if (--watch.users === 0) {
        this.#watches.delete(key)
        void watch.end()
      }
    }
  }

  /** Wakes all who wait. */
  close(): void {
    for (const watch of this.#watches.values()) watch.wake()
  }
}
