import { wholeNumber } from '../_kit/check.js'
import type { Now } from '../_kit/clock.js'
import type { ValueCodec } from '../_kit/codec.js'
import type { Hook } from '../_kit/hook.js'
import type { Gap, Position, TopicEvent } from './types.js'

const WEEK_MS = 7 * 86_400_000

/** How topics behave. All who publish or subscribe to a topic must give the same `prefix`, `codec` and `sharded`. */
export interface TopicsOptions<Message> {
  /** Put before the name: `'app:'`. Text without braces. */
  prefix?: string
  /** How messages become bytes. Default: `json()`. */
  codec?: ValueCodec<Message>
  /**
   * SPUBLISH and SSUBSCRIBE (Redis 7.0 and later): on a cluster a message stays in its shard, where PUBLISH goes to
   * every node. Default: false.
   */
  sharded?: boolean
  /** Keeps about the newest `maxLen` messages in a stream, from which subscribers catch up. Default: none are kept. */
  outbox?: { maxLen: number }
  /** The keys of a topic are deleted when nothing was published for so long. Default: 7 days. */
  idleMs?: number
  /** A PING this often on connections that listen, to notice when the network is gone. Default: 10,000. */
  pingMs?: number
  /** The clock for `publishedAtMs`, in milliseconds since 1970. Default: the time of the Redis server. */
  now?: Now
  /** Makes the `origin` of messages, unique for each object. Default: 96 random bits. */
  ids?: () => string
  /** Hears of everything that happens, for metrics and logs. */
  onEvent?: Hook<TopicEvent>
}

/** Which topic it is, and how it behaves. */
export interface TopicOptions<Message> extends TopicsOptions<Message> {
  /** The channel is `${prefix}{${name}}`. Text without braces. */
  name: string
}

/** How to listen. */
export interface ListenOptions {
  /** What was missed, in its place between the messages. */
  onGap?: (gap: Gap) => void
  /** The connection is gone: nothing is heard until `onRestored`. Called at once. */
  onLost?: () => void
  /** It listens again; everything that was missed has been handed over or reported. In its place between messages. */
  onRestored?: () => void
  /** How many messages may wait for the handler. More are read from the outbox later, or missed. Default: 1,000. */
  maxWaiting?: number
  /** Ends the subscription. */
  signal?: AbortSignal
}

/** Where to start, and how to listen. */
export interface SubscribeOptions extends ListenOptions {
  /**
   * Starts with the message of this number; 1: with the oldest. One that is not there yet: with the next. Needs the
   * outbox. Default: with the next one.
   */
  from?: number
  /** Starts after this message: the `position` of an earlier subscription. What was missed is a gap. */
  after?: Position
}

/** @throws {TypeError} when an option is not what it should be. */
export function checkTopics<Message>({ outbox, idleMs = WEEK_MS, pingMs }: TopicsOptions<Message>): {
  maxLen: number | ''
  idleMs: number | ''
} {
  if (pingMs !== undefined) wholeNumber(pingMs, 'pingMs', 1)
  return {
    maxLen: outbox ? wholeNumber(outbox.maxLen, 'outbox.maxLen', 1) : '',
    idleMs: wholeNumber(idleMs, 'idleMs', 1),
  }
}

/** @throws {TypeError} when an option is not what it should be. */
export function checkSubscribe({ from, after }: SubscribeOptions, hasOutbox: boolean): void {
  if (after) wholeNumber(after.seq, 'after.seq')
  if (from === undefined) return
  wholeNumber(from, 'from', 1)
  if (after) throw new TypeError('pass from or after, not both')
  if (!hasOutbox) throw new TypeError('from needs a topic with an outbox: pass outbox: { maxLen }')
}
