import type { Redis } from 'ioredis'
import { EventStream } from '../../../src/patterns/stream/index.js'
import { NaiveStream } from '../../../src/patterns/stream/naive.js'
import { eventually } from '../../support/eventually.js'
import type { Workers } from '../../support/worker.js'
import { freshName } from '../support/servers.js'
import { age, takeMany } from './support.js'

/** The same story for both: each function answers what the naive or the safe version has made of it. */
export type Kind = 'naive' | 'safe'

/** How many of `10 * rounds` events a reader has seen: seven arrive while it waits, three while it is at work. */
export async function seenOf(kind: Kind, redis: Redis, rounds: number): Promise<number> {
  const name = freshName()
  const [orders, client] = [new EventStream<number>(redis, { name }), redis.duplicate()]
  const blocked = async () => /blocked_clients:1\b/.test(await redis.info('clients'))
  const reader = readerOf(kind, client, name)
  let seen = 0
  for (let round = 0; round < rounds; round++) {
    const reading = reader.read((round === 0 ? 0 : 3) + 7)
    await eventually('it waits', blocked)
    await orders.appendMany([1, 2, 3, 4, 5, 6, 7])
    seen += await reading
    await orders.appendMany([8, 9, 10])
  }
  seen += kind === 'safe' ? await reader.read(3) : 0
  await reader.close()
  return seen
}

/** Reads at least once, and up to so many events if they are there to be had. */
function readerOf(kind: Kind, client: Redis, name: string) {
  if (kind === 'naive') {
    const naive = new NaiveStream<number>(client, { name })
    const read = async () => (await naive.readNew(60_000)).length
    return { read, close: async () => client.disconnect() }
  }
  const safe = new EventStream<number>(client, { name })
  const tail = safe.tail({ from: 'start' })
  const read = async (count: number) => {
    for (let at = 0; at < count; at++) await tail.next()
    return count
  }
  const close = async () => {
    await safe.close()
    client.disconnect()
  }
  return { read, close }
}

/** How many of 100 entries stay pending after a worker that held 40 of them was killed, and another worked on. */
export async function stuckAfterKill(
  kind: Kind,
  redis: Redis,
  url: string,
  program: Workers,
): Promise<number> {
  const name = freshName()
  const naive = new NaiveStream<number>(redis, { name })
  const safe = new EventStream<number>(redis, { name })
  await naive.createGroup('g')
  const append = (from: number, to: number) =>
    safe.appendMany(Array.from({ length: to - from }, (_, index) => from + index))
  await append(0, 40)
  const worker = program.start(kind, url, name, 'killed')
  await worker.next()
  await worker.kill()
  await append(40, 100)
  if (kind === 'naive') {
    while ((await naive.work('g', 'other', () => {})) > 0);
  } else {
    const other = safe.group('g', { claimIdleMs: 300, blockMs: 100 })
    for (const delivery of await takeMany(other, 100)) delivery.ack()
    await safe.close()
  }
  return (await safe.group('g').pending()).count
}

/** How many of the nine entries behind a poison entry are worked off in 20 rounds. */
export async function workedOffBesidePoison(kind: Kind, redis: Redis): Promise<number> {
  const name = freshName()
  const naive = new NaiveStream<number>(redis, { name })
  const safe = new EventStream<number>(redis, { name })
  await naive.createGroup('g')
  await safe.appendMany([666, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  const [seen, done] = [new Set<number>(), new AbortController()]
  let rounds = 0
  const handle = (event: number) => {
    if (event === 666) throw new Error('poison')
    seen.add(event)
  }
  if (kind === 'naive') {
    while (rounds++ < 20) await naive.work('g', 'ada', handle).catch(() => {})
  } else {
    const worker = safe.group('g', { retryDelayMs: 0, blockMs: 50, maxDeliveries: 3 })
    const running = worker.run(({ event }) => handle(event), { signal: done.signal })
    await eventually('it is given up', async () => (await worker.deadLetters()).length === 1, 10_000)
    done.abort()
    await running
  }
  return seen.size
}

/** How many of ten entries are never worked off when a worker dies in the middle of the third. */
export async function lostInCrash(kind: Kind, redis: Redis): Promise<number> {
  const name = freshName()
  const naive = new NaiveStream<number>(redis, { name })
  const safe = new EventStream<number>(redis, { name })
  const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]
  await naive.createGroup('g')
  await safe.appendMany(numbers)
  const done = new Set<number>()
  if (kind === 'naive') {
    const dies = (event: number) => {
      if (event === 3) throw new Error('killed')
      done.add(event)
    }
    await naive.workAckedFirst('g', 'ada', dies).catch(() => {})
    while ((await naive.work('g', 'ada', (event) => done.add(event))) > 0);
  } else {
    const [first, second] = await takeMany(safe.group('g', { consumer: 'ada', claimIdleMs: 60_000 }), 3)
    for (const delivery of [first!, second!]) {
      done.add(delivery.event)
      delivery.ack()
    }
    await eventually(
      'acknowledged',
      async () => (await redis.xpending(safe.key, 'g'))[0] === numbers.length - 2,
    )
    await age(redis, safe.key, 'g', 'ada')
    for (const { event } of await takeMany(safe.group('g', { claimIdleMs: 60_000 }), 8)) done.add(event)
    await safe.close()
  }
  return numbers.length - done.size
}

/** How long the stream is after 5000 appends, with a limit of about 1000 where there can be one. */
export async function lengthAfter5000(kind: Kind, redis: Redis): Promise<number> {
  const name = freshName()
  const trim = { maxLen: 1_000 }
  const stream =
    kind === 'naive'
      ? new NaiveStream<number>(redis, { name })
      : new EventStream<number>(redis, { name, trim })
  await Promise.all(Array.from({ length: 5_000 }, (_, index) => stream.append(index)))
  return Number(await redis.xlen(stream.key))
}
