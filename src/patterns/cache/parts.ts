import { guarded } from '../_kit/hook.js'
import type { RedisLike } from '../_kit/redis-like.js'
import { Subscriber } from '../_kit/subscriber.js'
import { type CacheEvent, type CacheStats, zeroStats } from './events.js'
import { Fills } from './fills.js'
import { FirstLevel } from './first-level.js'
import { Link } from './link.js'
import { Loads } from './loads.js'
import { Names } from './names.js'
import { type Cacheable, type CacheOptions, resolveOptions, type Settings } from './options.js'
import { Origin } from './origin.js'
import { Store } from './store.js'

/** What a cache is made of. */
export interface Parts<Value extends Cacheable> {
  settings: Settings<Value>
  subscriber: Subscriber
  link: Link
  store: Store<Value>
  origin: Origin<Value>
  loads: Loads<Value>
  fills: Fills
  firstLevel: FirstLevel | undefined
  stats: CacheStats
  /** Undefined when nobody wants to know. */
  emit: ((event: CacheEvent) => void) | undefined
  closing: AbortSignal
}

/** @throws {TypeError} when an option is not what it should be. */
export function assemble<Value extends Cacheable>(
  redis: RedisLike,
  options: CacheOptions<Value>,
  closing: AbortSignal,
): Parts<Value> {
  const settings = resolveOptions(options)
  const names = new Names(options)
  const stats = zeroStats()
  const emit = settings.onEvent && guarded(settings.onEvent)
  const keyPrefix = redis.options.keyPrefix ?? ''
  const tracks = settings.firstLevel?.tracking && !('nodes' in redis)
  const subscriber = new Subscriber(redis, tracks ? { track: keyPrefix + names.entries } : {})
  const link = new Link({ ...settings, emit })
  const store = new Store(redis, names, settings, link)
  const origin = new Origin<Value>({ ...settings, stats, emit })
  const loads = new Loads({ settings, store, origin, stats, emit })
  const fills = new Fills(subscriber, link, names)
  const { retryAfterMs, clock } = settings
  const setup = settings.firstLevel && {
    ...settings.firstLevel,
    channel: names.dropped,
    keyOf: (entry: Buffer) => names.keyOf(entry.toString().slice(keyPrefix.length)),
    retryAfterMs,
    clock,
    emit,
  }
  const firstLevel = setup && new FirstLevel(subscriber, setup)
  return { settings, subscriber, link, store, origin, loads, fills, firstLevel, stats, emit, closing }
}
