import { expect, it, type TestContext } from 'vitest'
import { EventStream } from '../../../src/patterns/stream/index.js'
import { figure } from '../../support/figures.js'
import { total, wireCommands } from '../support/commands.js'
import { freshName, onRealServer } from '../support/servers.js'
import { workersOf } from '../support/workers.js'
import {
  type Kind,
  lengthAfter5000,
  lostInCrash,
  seenOf,
  stuckAfterKill,
  workedOffBesidePoison,
} from './faults.js'
import { takeMany } from './support.js'

onRealServer('a stream, as it is promised', (redis) => {
  const program = workersOf('test/patterns/stream/fixtures/worker.ts')

  async function both(
    context: TestContext,
    what: string,
    goal: string | number,
    measure: (kind: Kind) => Promise<number>,
  ): Promise<{ naive: number; safe: number }> {
    const found = { naive: await measure('naive'), safe: await measure('safe') }
    figure(context, { pattern: 'stream', what, ...found, goal })
    return found
  }

  it('misses nothing that arrives between two reads', async (context) => {
    const seen = (kind: Kind) => seenOf(kind, redis(), 100)
    const found = await both(context, 'seen of 1000 events, 300 of them between two reads', 1000, seen)
    expect(found).toEqual({ naive: 700, safe: 1000 })
  })

  it('leaves nothing pending when a worker is killed', async (context) => {
    const { host = '', port } = redis().options
    const stuck = (kind: Kind) => stuckAfterKill(kind, redis(), `redis://${host}:${port}`, program)
    const found = await both(context, 'pending for ever after SIGKILL of a worker that held 40', 0, stuck)
    expect(found).toEqual({ naive: 40, safe: 0 })
  })

  it('works off what stands behind a poison entry', async (context) => {
    const worked = (kind: Kind) => workedOffBesidePoison(kind, redis())
    const found = await both(context, 'of 9 entries behind a poison entry worked off', 9, worked)
    expect(found).toEqual({ naive: 0, safe: 9 })
  })

  it('loses nothing when a worker dies at its work', async (context) => {
    const lost = (kind: Kind) => lostInCrash(kind, redis())
    const found = await both(context, 'lost of 10 when a worker dies in the middle of one', 0, lost)
    expect(found).toEqual({ naive: 1, safe: 0 })
  })

  it('does not grow without a limit', async (context) => {
    const length = (kind: Kind) => lengthAfter5000(kind, redis())
    const found = await both(context, 'entries kept of 5000, limit about 1000', '<= 1100', length)
    expect(found.naive).toBe(5_000)
    expect(found.safe).toBeLessThanOrEqual(1_100)
  })
})

onRealServer('what a stream sends', (redis) => {
  const stream = (trim: { maxLen: number } | { minAgeMs: number }) =>
    new EventStream<number>(redis(), { name: freshName(), trim })

  it.for<[what: string, act: (orders: EventStream<number>) => Promise<unknown>]>([
    ['append', (orders) => orders.append(1)],
    ['append 100 at once', (orders) => orders.appendMany(Array<number>(100).fill(1))],
  ])('is one command to %s, trimming included', async ([what, act], context) => {
    for (const trim of [{ maxLen: 10 }, { minAgeMs: 10 }]) {
      const orders = stream(trim)
      await act(orders) // The first call of a script is an EVAL.
      const safe = total(await wireCommands(redis(), () => act(orders)))
      expect(safe).toBe(1)
    }
    figure(context, { pattern: 'stream', what: `wire commands: ${what}`, safe: 1, goal: 1 })
  })

  it('is a tenth of a command for each entry that is consumed and acknowledged, at most', async (context) => {
    const orders = stream({ maxLen: 10_000 })
    await orders.appendMany(Array<number>(5_000).fill(1))
    const consumer = orders.group('g', { claimIdleMs: 60_000 })
    const counts = await wireCommands(redis(), async () => {
      for (let round = 0; round < 50; round++) {
        for (const delivery of await takeMany(consumer, 100)) delivery.ack()
      }
      await consumer.flush()
    })
    const safe = total(counts) / 5_000
    figure(context, { pattern: 'stream', what: 'wire commands: consume + ack', safe, goal: '<= 0.1' })
    expect(safe).toBeLessThanOrEqual(0.1)
    expect((await consumer.pending()).count).toBe(0)
    await orders.close()
  })
})
