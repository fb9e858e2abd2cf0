import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Gap, Topic } from '../../../src/patterns/pubsub/index.js'
import { freshName, hasRealServer } from '../support/servers.js'
import { range } from './support/contenders.js'
import { soon } from './support/soon.js'
import { openWay, type OpenWay, type Way } from '../support/way.js'

const schedule = fc.record({
  steps: fc.array(
    fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({ kind: fc.constant('publish'), count: fc.integer({ min: 1, max: 25 }) }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('blink') }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('refuse') }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('restore') }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait until listening') }) },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('flush scripts') }) },
    ),
    { maxLength: 12 },
  ),
  maxWaiting: fc.constantFrom(1, 3, 1_000),
})
type Schedule = typeof schedule extends fc.Arbitrary<infer Value> ? Value : never

describe.skipIf(!hasRealServer)('any schedule of messages, cuts and slow handlers', () => {
  let way: OpenWay
  beforeAll(async () => {
    way = await openWay()
    await way.direct.config('SET', 'stream-node-max-entries', '5') // So that it trims at 10 and not at 100.
  })
  afterAll(() => way.close())

  it.each([
    ['all messages, once, in order, when the outbox keeps them', { maxLen: 10_000 }, 20],
    ['messages and gaps that together are all of them, in order, when it keeps few', { maxLen: 10 }, 20],
    ['the same when it keeps none', undefined, 20],
  ] as const)('gives the subscriber %s', async (_, outbox, numRuns) => {
    await fc.assert(
      fc.asyncProperty(schedule, async (plan) => {
        const { heard, gaps, published } = await play(way, plan, outbox)
        expect(heard).toEqual(range(1, published))
        if (outbox?.maxLen === 10_000) expect(gaps).toEqual([])
      }),
      { numRuns },
    )
  })
})

/** What the subscriber heard: the numbers of messages, and of gaps, in the order in which it was told. */
async function play(way: Way, { steps, maxWaiting }: Schedule, outbox: { maxLen: number } | undefined) {
  const options = { name: freshName(), ...(outbox && { outbox }) }
  const [publisher, topic] = [new Topic<number>(way.direct, options), new Topic<number>(way.far, options)]
  const heard: number[] = []
  const gaps: Gap[] = []
  const onGap = (gap: Gap) => {
    gaps.push(gap)
    heard.push(...range(gap.from, gap.to))
  }
  const handler = async ({ seq }: { seq: number }) => {
    heard.push(seq)
    if (maxWaiting < 1_000) await way.direct.ping()
  }
  await topic.subscribe(handler, { maxWaiting, onGap })
  let published = 0
  for (const step of steps) {
    if (step.kind === 'publish') {
      const batch = range(published + 1, (published += step.count))
      await Promise.all(batch.map((message) => publisher.publish(message)))
    } else await disturb(way, step.kind, options.name)
  }
  way.proxy.restore()
  await soon(() => expect(way.far.status).toBe('ready'))
  await publisher.publish(++published)
  await soon(() => expect(heard.at(-1)).toBe(published))
  await topic.close()
  return { heard, gaps, published }
}

async function disturb({ proxy, direct, listeners }: Way, kind: string, name: string): Promise<void> {
  if (kind === 'blink') proxy.cut()
  if (kind === 'refuse') proxy.refuse()
  if (kind === 'restore') proxy.restore()
  if (kind === 'flush scripts') await direct.script('FLUSH')
  if (kind === 'wait until listening') {
    proxy.restore()
    await listeners(`{${name}}`, 1)
  }
}
