import { BlockingClient, isReply } from '../_kit/blocking-client.js'
import { timeArgument } from '../_kit/clock.js'
import type { RedisLike } from '../_kit/redis-like.js'
import { bury } from './dead-letters.js'
import type { Delivery } from './delivery.js'
import type { EntryId } from './entry-id.js'
import type { Member } from './group-options.js'
import type { Holdings } from './holdings.js'
import { Interruptions, isPassing } from './interruptions.js'
import { resolvePosition } from './position.js'
import { type Claim, entriesOf, idOf, type RawEntry } from './replies.js'
import { claimScript, removeConsumersScript } from './scripts.js'

/**
 * Where a consumer's deliveries come from: first what it had left pending itself, then what others have left idle,
 * then what is new. A lost reply may have taken entries, so after an interruption it begins with the first again.
 */
export class GroupFeed<Event> {
  readonly #member: Member<Event>
  readonly #holdings: Holdings<Event>
  readonly #client: BlockingClient
  readonly #interruptions: Interruptions
  #ownFrom: string | undefined = '-'
  #idleFrom = '0-0'
  #claimAtMs = 0
  #begin: EntryId | undefined
  #wasThere = false

  constructor(member: Member<Event>, holdings: Holdings<Event>, ended: AbortSignal) {
    this.#member = member
    this.#holdings = holdings
    this.#client = new BlockingClient(member.settings.redis, member.blockMs)
    this.#interruptions = new Interruptions(member.settings.emit, ended)
    ended.addEventListener('abort', () => this.#client.close())
  }

  /** Some deliveries; none when nothing came in time, or after an interruption. @throws what does not pass. */
  async fetch(): Promise<readonly Delivery<Event>[]> {
    try {
      const deliveries = await this.#client.run((client) => this.#next(client))
      this.#wasThere = true
      this.#interruptions.over()
      return deliveries
    } catch (error) {
      await this.#recover(error)
      return []
    }
  }

  /** Something will be there to claim after `retryDelayMs`. */
  claimSoon(): void {
    this.#claimAtMs = Math.min(this.#claimAtMs, performance.now() + this.#member.retryDelayMs)
  }

  /** Makes the group if it is not there. XGROUP CREATE; for `from: 'now'` also XINFO STREAM. */
  async create(redis: RedisLike): Promise<boolean> {
    const { settings, group, from } = this.#member
    this.#begin ??= await resolvePosition(redis, settings.key, from)
    try {
      await redis.xgroup('CREATE', settings.key, group, this.#begin, 'MKSTREAM')
    } catch (error) {
      if (isReply(error) && error.message.startsWith('BUSYGROUP')) return false
      throw error
    }
    settings.emit({ type: 'group-created', group, from: this.#begin, again: this.#wasThere })
    this.#wasThere = true
    return true
  }

  async #recover(cause: unknown): Promise<void> {
    try {
      if (!isReply(cause) || !cause.message.includes('NOGROUP')) throw cause
      await this.#client.run((client) => this.create(client))
    } catch (error) {
      if (!isPassing(error)) throw error
      this.#ownFrom = '-'
      this.#client.reset()
      await this.#interruptions.wait(error)
    }
  }

  async #next(client: RedisLike): Promise<readonly Delivery<Event>[]> {
    const { settings, from } = this.#member
    this.#begin ??= await resolvePosition(client, settings.key, from)
    if (this.#ownFrom !== undefined) return this.#takeOwn(client, this.#ownFrom)
    if (performance.now() >= this.#claimAtMs) return this.#takeIdle(client)
    return this.#takeNew(client)
  }

  async #takeOwn(client: RedisLike, start: string): Promise<readonly Delivery<Event>[]> {
    const claim = await this.#claim(client, '', start)
    this.#ownFrom = claim.next
    return this.#claimed(claim, 'own')
  }

  async #takeIdle(client: RedisLike): Promise<readonly Delivery<Event>[]> {
    const { claimIdleMs } = this.#member
    const claim = await this.#claim(client, claimIdleMs, this.#idleFrom)
    this.#idleFrom = claim.next ?? '0-0'
    if (claim.next === undefined) {
      this.#claimAtMs = performance.now() + claimIdleMs / 2
      await this.#removeConsumers(client)
    }
    return this.#claimed(claim, 'idle')
  }

  async #takeNew(client: RedisLike): Promise<readonly Delivery<Event>[]> {
    const { settings, group, consumer, batchSize, blockMs } = this.#member
    const wait = Math.max(1, Math.min(blockMs, Math.ceil(this.#claimAtMs - performance.now())))
    const reply = await client.xreadgroupBuffer(
      ...(['GROUP', group, consumer, 'COUNT', batchSize, 'BLOCK', wait] as const),
      ...(['STREAMS', settings.key, '>'] as const),
    )
    const entries = entriesOf(reply)
    if (entries.length > 0) settings.emit({ type: 'read', count: entries.length, group, consumer })
    return this.#takeInHand(entries)
  }

  #claim(client: RedisLike, minIdleMs: number | '', start: string): Promise<Claim> {
    const { settings, group, consumer, batchSize, maxDeliveries, deadKey, maxDeadLetters } = this.#member
    const call = { group, consumer, minIdleMs, start, count: batchSize, maxDeliveries, most: maxDeadLetters }
    return claimScript.run(
      client,
      { stream: settings.key, dead: deadKey },
      { ...call, now: timeArgument(settings.now), held: this.#holdings.ids() },
    )
  }

  #claimed(
    { taken, counts, dead, deleted }: Claim,
    from: 'own' | 'idle',
  ): Promise<readonly Delivery<Event>[]> {
    const { settings, group } = this.#member
    for (const { id, deliveries } of dead) {
      const reason = `delivered ${deliveries} times and never acknowledged`
      settings.emit({ type: 'dead-lettered', group, id, deliveries, reason })
    }
    if (deleted.length > 0) settings.emit({ type: 'deleted', group, ids: deleted })
    if (taken.length > 0) settings.emit({ type: 'claimed', group, ids: taken.map(([id]) => idOf(id)), from })
    return this.#takeInHand(taken, counts)
  }

  /** Takes the entries in hand. One that is not of the stream's format is a dead letter, and no reason to stop. */
  async #takeInHand(
    entries: readonly RawEntry[],
    counts?: readonly number[],
  ): Promise<readonly Delivery<Event>[]> {
    const { format } = this.#member.settings
    const deliveries: Delivery<Event>[] = []
    for (let at = 0; at < entries.length; at++) {
      const [rawId, fields] = entries[at] as RawEntry
      const id = idOf(rawId)
      try {
        deliveries.push(this.#holdings.hold(id, format.decode(fields), counts?.[at] ?? 1))
      } catch (error) {
        // If even that fails, it stays pending, and comes again.
        await bury(this.#member, id, `undecodable: ${(error as Error).message}`).catch(() => {})
      }
    }
    return deliveries
  }

  async #removeConsumers(client: RedisLike): Promise<void> {
    const { settings, group, consumer, consumerIdleMs } = this.#member
    const words = { group, consumer, minIdleMs: consumerIdleMs }
    const names = await removeConsumersScript.run(client, { stream: settings.key }, words)
    if (names.length > 0) settings.emit({ type: 'consumers-removed', group, names })
  }
}
