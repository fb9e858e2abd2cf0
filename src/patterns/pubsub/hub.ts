import { timeArgument } from '../_kit/clock.js'
import { json, type ValueCodec } from '../_kit/codec.js'
import { PatternError } from '../_kit/errors.js'
import { guarded, type Hook } from '../_kit/hook.js'
import { randomId } from '../_kit/ids.js'
import { keyBuilder } from '../_kit/keys.js'
import type { RedisLike } from '../_kit/redis-like.js'
import type { ScriptArg } from '../_kit/script.js'
import { ShardedSubscriber } from '../_kit/sharded-subscriber.js'
import { Subscriber } from '../_kit/subscriber.js'
import { supports } from '../_kit/supports.js'
import { Intake } from './intake.js'
import { checkTopics, type ListenOptions, type TopicsOptions } from './options.js'
import { catchUpScript, publishScript, type Snapshot } from './scripts.js'
import type { Published, TopicEvent } from './types.js'

/** Where a topic lives: all in one slot. */
export interface Place {
  readonly name: string
  readonly channel: string
  readonly keys: { head: string; outbox: string }
}

/** What the topics of one object share: the client, the connections that listen, and the settings. */
export class Hub<Message> {
  readonly redis: RedisLike
  readonly codec: ValueCodec<Message>
  readonly origin: string
  readonly hasOutbox: boolean
  readonly event: Hook<TopicEvent>
  readonly plain: Subscriber
  readonly sharded: ShardedSubscriber | undefined
  /** Put before every channel: as the client does with keys. */
  readonly base: string
  readonly #options: TopicsOptions<Message>
  readonly #limits: ReturnType<typeof checkTopics>
  readonly #intakes = new Map<Intake<Message>, object>()
  #published = 0
  #closed = false

  /** @throws {TypeError} when an option is not what it should be. */
  constructor(redis: RedisLike, options: TopicsOptions<Message>) {
    const { codec = json<Message>(), ids = () => randomId(12), prefix = '', pingMs } = options
    this.#limits = checkTopics(options)
    this.#options = options
    this.redis = redis
    this.codec = codec
    this.origin = checkedId(ids())
    this.hasOutbox = options.outbox !== undefined
    this.event = guarded(options.onEvent)
    this.base = `${redis.options.keyPrefix ?? ''}${prefix}`
    const listening = pingMs === undefined ? {} : { pingMs }
    this.plain = new Subscriber(redis, listening)
    this.sharded = options.sharded === true ? new ShardedSubscriber(redis, listening) : undefined
  }

  /** @throws {TypeError} when the name is not one. */
  place(name: string): Place {
    const key = keyBuilder({ prefix: this.#options.prefix, name })
    return {
      name,
      channel: `${this.base}{${name}}`,
      keys: { head: key('head'), outbox: key('outbox') },
    }
  }

  /** @throws {TypeError} when the glob is not one, or channels are sharded, which have no patterns. */
  pattern(glob: string): string {
    if (this.sharded)
      throw new TypeError('sharded channels have no patterns: subscribe to each topic by its name')
    keyBuilder({ name: glob })
    return `${this.base.replaceAll(/[*?[\]\\]/g, '\\$&')}{${glob}}`
  }

  /** The name of the topic whose channel it is. */
  nameOf(channel: string): string {
    return channel.slice(this.base.length + 1, -1)
  }

  /** One EVALSHA. */
  async publish(place: Place, value: Message): Promise<Published> {
    const payload = this.codec.encode(value)
    const id = `${this.origin}.${++this.#published}`
    if (this.sharded) await this.needSharded()
    const call = this.#arguments(place, id, payload)
    const { seq, history, receivers } = await publishScript.run(this.redis, place.keys, call)
    this.event({ type: 'published', topic: place.name, seq, receivers })
    return { seq, id, history, receivers }
  }

  /** One EVALSHA. Without `from`: only the head. */
  read(place: Place, from: number | undefined, count: number): Promise<Snapshot> {
    return catchUpScript.run(this.redis, place.keys, { from: from ?? '', count })
  }

  /** Resolves when everything has been heard that was published to the channel before. */
  heard(channel: string): Promise<void> {
    return this.sharded ? this.sharded.heard(channel) : this.plain.heard()
  }

  /** @throws {PatternError} with code `NO_SHARDED_CHANNELS` when the server is too old. */
  async needSharded(): Promise<void> {
    if (await supports(this.redis, 'spublish')) return
    const message = 'the server has no sharded channels: it needs Redis 7.0 or later, or leave out sharded'
    throw new PatternError('NO_SHARDED_CHANNELS', message)
  }

  /** For a subscription, which ends with its owner. @throws {PatternError} with code `CLOSED` after `close`. */
  intake(owner: object, options: ListenOptions): Intake<Message> {
    if (this.#closed) throw new PatternError('CLOSED', 'it was closed: make another one to subscribe')
    const intake = new Intake(this, options, () => this.#intakes.delete(intake))
    this.#intakes.set(intake, owner)
    return intake
  }

  /** Ends the subscriptions of an owner. */
  async closeOwn(owner: object): Promise<void> {
    const own = [...this.#intakes].filter(([, its]) => its === owner)
    await Promise.all(own.map(([intake]) => intake.close()))
  }

  /** Ends all subscriptions and the connections. */
  async close(): Promise<void> {
    this.#closed = true
    const intakes = [...this.#intakes.keys()]
    // The connections first: their end ends the subscriptions, too.
    await Promise.all([this.plain.close(), this.sharded?.close()])
    await Promise.all(intakes.map((intake) => intake.close()))
  }

  #arguments(place: Place, id: string, payload: ScriptArg) {
    return {
      command: this.sharded ? 'SPUBLISH' : 'PUBLISH',
      channel: place.channel,
      id,
      now: timeArgument(this.#options.now),
      payload,
      maxLen: this.#limits.maxLen,
      idleMs: this.#limits.idleMs,
    }
  }
}

function checkedId(id: string): string {
  if (typeof id === 'string' && /^\S+$/.test(id)) return id
  throw new TypeError(`ids must give text without white space; got ${id}`)
}
