import { keyBuilder } from '../_kit/keys.js'
import type { RedisLike } from '../_kit/redis-like.js'
import type { StreamEntry } from './read-entry.js'

/**
 * The stream that tutorials carry, with its faults, for comparison. Do not use it.
 *
 * Each call is right when nothing else happens. The faults show when events arrive while the reader is busy, when a
 * worker dies, when an entry cannot be worked off, and after a year.
 */
export class NaiveStream<Event> {
  readonly key: string
  readonly #redis: RedisLike
  readonly #ids: () => string

  /** `ids`: the id of each new entry; `*`, the default, lets the server make it. */
  constructor(
    redis: RedisLike,
    { prefix, name, ids = () => '*' }: { prefix?: string; name: string; ids?: () => string },
  ) {
    this.#redis = redis
    this.#ids = ids
    this.key = keyBuilder({ prefix, name })()
  }

  /** Fault: the stream grows for ever. Nothing is ever trimmed. */
  // #region append
  async append(event: Event): Promise<string> {
    return (await this.#redis.xadd(this.key, this.#ids(), 'event', JSON.stringify(event))) as string
  }
  // #endregion

  /**
   * To be called in a loop. Fault: `$` is the end of the stream at the moment of the call, so what was appended
   * between two calls is never read.
   */
  // #region read-new
  async readNew(blockMs: number): Promise<StreamEntry<Event>[]> {
    const reply = await this.#redis.xread('BLOCK', blockMs, 'STREAMS', this.key, '$')
    return entriesIn(reply)
  }
  // #endregion

  async createGroup(group: string): Promise<void> {
    await this.#redis.xgroup('CREATE', this.key, group, '0', 'MKSTREAM')
  }

  /**
   * One round of a worker: what it had left pending, else what is new; how many entries it worked off.
   *
   * Fault: what another worker had in hand when it died is pending for that worker, for ever. Nobody claims it.
   *
   * Fault: a poison entry, which makes the handler throw, ends the round, and stays pending. The next round begins
   * with it again, for ever, and never comes to what stands behind it.
   */
  // #region work
  async work(group: string, consumer: string, handle: (event: Event) => unknown): Promise<number> {
    const pending = await this.read(group, consumer, '0')
    const entries = pending.length > 0 ? pending : await this.read(group, consumer, '>')
    for (const { id, event } of entries) {
      await handle(event)
      await this.#redis.xack(this.key, group, id)
    }
    return entries.length
  }
  // #endregion

  /** Fault: acknowledged before the work. A worker that dies in the middle has lost the entry. */
  // #region acked-first
  async workAckedFirst(group: string, consumer: string, handle: (event: Event) => unknown): Promise<number> {
    const entries = await this.read(group, consumer, '>')
    for (const { id, event } of entries) {
      await this.#redis.xack(this.key, group, id)
      await handle(event)
    }
    return entries.length
  }
  // #endregion

  async read(group: string, consumer: string, from: '0' | '>'): Promise<StreamEntry<Event>[]> {
    const words = ['GROUP', group, consumer, 'COUNT', 100, 'STREAMS', this.key, from] as const
    return entriesIn(await this.#redis.xreadgroup(...words))
  }
}

type Reply = [key: string, entries: [id: string, fields: string[]][]][] | null

function entriesIn<Event>(reply: unknown): StreamEntry<Event>[] {
  const [, entries = []] = (reply as Reply)?.[0] ?? []
  return entries.map(([id, fields]) => ({
    id: id as StreamEntry<Event>['id'],
    event: JSON.parse(fields[1]!),
  }))
}
