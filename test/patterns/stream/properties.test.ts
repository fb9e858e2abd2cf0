import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compareIds, EventStream } from '../../../src/patterns/stream/index.js'
import type { Delivery, EntryId } from '../../../src/patterns/stream/index.js'
import { freshName, onBothServers } from '../support/servers.js'
import { GroupModel, step } from './model.js'

onBothServers('a group of workers that come, go and crash at any time', (redis) => {
  it('works every entry off at least once, or makes a dead letter of it, and loses none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const model = new GroupModel(redis())
        for (const each of steps) await model.play(each)
        expect(await model.faults()).toEqual({ lost: [], twiceDead: 0, deadTooSoon: 0, pending: 0 })
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('gives 2000 entries to 5 consumers, each to one of them, in order for each', async () => {
    const orders = new EventStream<number>(redis(), { name: freshName() })
    const appending = Promise.all(Array.from({ length: 20 }, (_, at) => orders.appendMany(hundred(at))))
    const seen: EntryId[][] = []
    const stop = new AbortController()
    const runs = Array.from({ length: 5 }, (_, at) => {
      const ids: EntryId[] = (seen[at] = [])
      const handle = ({ id }: Delivery<number>) => {
        ids.push(id)
        if (seen.flat().length === 2_000) stop.abort()
      }
      return orders.group('g', { batchSize: 7 }).run(handle, { signal: stop.signal })
    })
    await Promise.all([appending, ...runs])
    expect(new Set(seen.flat()).size).toBe(2_000)
    for (const ids of seen) expect(ids).toEqual(ids.toSorted(compareIds))
    expect((await orders.group('g').pending()).count).toBe(0)
    await orders.close()
  })
})

function hundred(at: number): number[] {
  return Array.from({ length: 100 }, (_, index) => 100 * at + index)
}
