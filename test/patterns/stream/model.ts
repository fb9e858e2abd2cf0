import fc from 'fast-check'
import type { RedisLike } from '../../../src/patterns/_kit/redis-like.js'
import { compareIds, EventStream } from '../../../src/patterns/stream/index.js'
import type { Delivery, EntryId, GroupConsumer } from '../../../src/patterns/stream/index.js'
import { freshName } from '../support/servers.js'
import { age, takeOne } from './support.js'

const WORKERS = 3
const MAX_DELIVERIES = 3

/** What can happen, in any order. The worker is one of three places, which a new consumer takes after a crash. */
export const step = fc.record({
  worker: fc.nat(WORKERS - 1),
  what: fc.oneof(
    { weight: 4, arbitrary: fc.constant('read' as const) },
    { weight: 3, arbitrary: fc.constant('ack' as const) },
    { weight: 2, arbitrary: fc.constantFrom('append' as const, 'crash' as const) },
    { weight: 1, arbitrary: fc.constantFrom('fail' as const, 'come back' as const, 'close' as const) },
  ),
})
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

interface Worker {
  consumer: GroupConsumer<number>
  held: Delivery<number>[]
  /** The newest entry that was new to it. */
  newest: EntryId | undefined
}

/** A group under any steps, and what must come of every entry. */
export class GroupModel {
  readonly #orders: EventStream<number>
  readonly #workers: (Worker | undefined)[] = []
  readonly #appended: EntryId[] = []
  readonly #handled = new Set<EntryId>()
  #names = 0

  constructor(readonly redis: RedisLike) {
    this.#orders = new EventStream<number>(redis, { name: freshName() })
  }

  async play({ worker: at, what }: Step): Promise<void> {
    const worker = this.#workers[at]
    if (what === 'append') return this.#append()
    if (what === 'read') return this.#read((this.#workers[at] ??= this.#join(`worker-${++this.#names}`)))
    if (worker === undefined) return
    if (what === 'ack') return this.#ack(worker)
    if (what === 'fail') return void (await worker.held.shift()?.fail('the step says so'))
    if (what === 'close') await worker.consumer.close()
    else await age(this.redis, this.#orders.key, 'g', worker.consumer.consumer)
    this.#workers[at] = what === 'come back' ? this.#join(worker.consumer.consumer) : undefined
  }

  /** Everything that is left is worked off by a last consumer. What is wrong then; nothing should be. */
  async faults(): Promise<{ lost: EntryId[]; twiceDead: number; deadTooSoon: number; pending: number }> {
    for (const { name } of (await this.#orders.group('g').info())?.consumers ?? []) {
      await age(this.redis, this.#orders.key, 'g', name)
    }
    await this.#append()
    const last = this.#join('last')
    while (!this.#handled.has(this.#appended.at(-1)!)) {
      await this.#take(last)
      await this.#ack(last)
    }
    await last.consumer.flush()
    const letters = await last.consumer.deadLetters({ count: 10_000 })
    const dead = new Set(letters.map(({ entryId }) => entryId))
    const { count: pending } = await last.consumer.pending()
    await this.#orders.close()
    return {
      lost: this.#appended.filter((id) => !this.#handled.has(id) && !dead.has(id)),
      twiceDead: letters.length - dead.size,
      deadTooSoon: letters.filter(({ deliveries }) => deliveries < MAX_DELIVERIES).length,
      pending,
    }
  }

  #join(name: string): Worker {
    const limits = { batchSize: 1, claimIdleMs: 3_600_000, maxDeliveries: MAX_DELIVERIES, retryDelayMs: 0 }
    return { consumer: this.#orders.group('g', { consumer: name, ...limits }), held: [], newest: undefined }
  }

  async #append(): Promise<void> {
    this.#appended.push(await this.#orders.append(this.#appended.length))
  }

  /** There is always something to read, so that no read waits. */
  async #read(worker: Worker): Promise<void> {
    const delivered = (await worker.consumer.info())?.lastDeliveredId
    if (delivered === undefined || delivered === this.#appended.at(-1)) await this.#append()
    if (this.#appended.length > 0) await this.#take(worker)
  }

  async #take(worker: Worker): Promise<void> {
    const delivery = await takeOne(worker.consumer)
    if (delivery.deliveries === 1) {
      const inOrder = worker.newest === undefined || compareIds(worker.newest, delivery.id) < 0
      if (!inOrder) throw new Error(`${delivery.id} came after ${worker.newest}`)
      worker.newest = delivery.id
    }
    worker.held.push(delivery)
  }

  async #ack(worker: Worker): Promise<void> {
    const delivery = worker.held.shift()
    if (delivery === undefined) return
    delivery.ack()
    this.#handled.add(delivery.id)
  }
}
