import { wholeNumber } from '../_kit/check.js'
import { guarded, type Hook } from '../_kit/hook.js'
import type { Unsubscribe } from '../_kit/subscriber.js'
import { untilAborted } from '../_kit/wait.js'
import { type Envelope, originOf } from './envelope.js'
import type { Hub } from './hub.js'
import { Inbox } from './inbox.js'
import type { ListenOptions } from './options.js'
import type { Outlet } from './sequencer.js'
import type { Gap, Position, TopicMessage } from './types.js'

type Item = { topic: string; envelope: Envelope } | { gap: Gap } | 'restored'

/** What one subscription has taken in and not yet handed over. Hands over one message at a time. */
export class Intake<Message> {
  readonly limit: number
  readonly #hub: Hub<Message>
  readonly #inbox: Inbox<Item>
  readonly #onGap: Hook<Gap>
  readonly #onLost: Hook<void>
  readonly #onRestored: Hook<void>
  readonly #closing = new AbortController()
  readonly #signal: AbortSignal | undefined
  readonly #onClose: () => void
  readonly #abort = () => {
    this.#closing.abort(this.#signal?.reason)
    void this.close()
  }
  #unsubscribe: Unsubscribe | undefined
  /** The topics that have yet to catch up, after a loss. */
  readonly #behind = new Set<string>()
  /** Where it began, as far as that is known. */
  start: Position | undefined

  constructor(
    hub: Hub<Message>,
    { onGap, onLost, onRestored, maxWaiting = 1_000, signal }: ListenOptions,
    onClose: (intake: Intake<Message>) => void,
  ) {
    signal?.throwIfAborted()
    this.limit = wholeNumber(maxWaiting, 'maxWaiting', 1)
    this.#hub = hub
    this.#inbox = new Inbox(maxWaiting)
    this.#onGap = guarded(onGap)
    this.#onLost = guarded(onLost)
    this.#onRestored = guarded(onRestored)
    this.#signal = signal
    this.#onClose = () => onClose(this)
    signal?.addEventListener('abort', this.#abort)
  }

  /** Aborts when it is closed. */
  get signal(): AbortSignal {
    return this.#closing.signal
  }

  /** The connection is gone. */
  lost(): void {
    this.#behind.clear()
    if (!this.signal.aborted) this.#onLost()
  }

  /** It listens again, and these topics look for what they missed. */
  restored(topics: Iterable<string>): void {
    for (const topic of topics) this.#behind.add(topic)
    if (this.#behind.size === 0) this.#inbox.put('restored')
  }

  /** For the messages of one topic. */
  outlet(topic: string): Outlet {
    const inbox = this.#inbox
    return {
      topic,
      event: this.#hub.event,
      caughtUp: () => this.#caughtUp(topic),
      get room() {
        return inbox.room
      },
      roomy: () => inbox.halfEmpty(),
      message: (envelope) => inbox.put({ topic, envelope }),
      gap: (gap) => inbox.put({ gap }),
    }
  }

  /** Waits until it is subscribed. @throws what the server says, or the signal's reason; then it is closed. */
  async open(subscribe: () => Promise<Unsubscribe>): Promise<void> {
    const subscribed = subscribe().then((unsubscribe) => {
      if (this.signal.aborted) return unsubscribe()
      this.#unsubscribe = unsubscribe
      return undefined
    })
    try {
      await untilAborted(subscribed, this.signal)
    } catch (error) {
      await this.close()
      throw error
    }
  }

  /** Undefined when it was closed. */
  async next(): Promise<TopicMessage<Message> | undefined> {
    for (;;) {
      const item = await this.#inbox.next()
      if (item === undefined) return undefined
      if (item === 'restored') this.#onRestored()
      else if ('gap' in item) this.#tell(item.gap)
      else {
        const message = this.#decode(item.topic, item.envelope)
        if (message !== undefined) return message
      }
    }
  }

  /** What waits is thrown away. Again: nothing. */
  async close(): Promise<void> {
    this.#closing.abort()
    this.#inbox.close()
    this.#signal?.removeEventListener('abort', this.#abort)
    this.#onClose()
    const unsubscribe = this.#unsubscribe
    this.#unsubscribe = undefined
    await unsubscribe?.()
  }

  #caughtUp(topic: string): void {
    if (this.#behind.delete(topic) && this.#behind.size === 0) this.#inbox.put('restored')
  }

  #tell(gap: Gap): void {
    this.#hub.event({ type: 'gap', topic: gap.topic, gap })
    this.#onGap(gap)
  }

  #decode(topic: string, envelope: Envelope): TopicMessage<Message> | undefined {
    const { history, seq, id, publishedAtMs, payload } = envelope
    try {
      const value = this.#hub.codec.decode(payload)
      this.#hub.event({ type: 'delivered', topic, seq })
      return { topic, history, seq, id, origin: originOf(id), publishedAtMs, value }
    } catch (error) {
      this.#hub.event({ type: 'unreadable', topic, error })
      return undefined
    }
  }
}
