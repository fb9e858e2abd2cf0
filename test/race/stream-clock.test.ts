import { expect, it } from 'vitest'
import { withoutClock } from '../../src/race/stream-clock.js'
import { onEachEngine } from '../support/engines.js'

const NOW_MS = 1_800_000_000_000

it('a pending entry is as long idle, whenever that is asked', () => {
  const at = (ms: number) => ['pending', [['1-1', 'worker-1', ms - 10_003, 2]]]
  expect(withoutClock(at(NOW_MS), NOW_MS, 500)).toEqual(['pending', [['1-1', 'worker-1', 20, 2]]])
  expect(withoutClock(at(NOW_MS + 7), NOW_MS + 7, 500)).toEqual(withoutClock(at(NOW_MS), NOW_MS, 500))
})

it('an entry is what it was, though its fields look like times', () => {
  const entries = ['entries', [['1-1', ['sent', String(NOW_MS)]]]]
  expect(withoutClock(entries, NOW_MS, 500)).toEqual(entries)
})

onEachEngine((engine) => {
  it('nothing of a group tells when it was read', async () => {
    const redis = await engine().connect('app')
    await redis.xgroup('CREATE', 'events', 'workers', '0', 'MKSTREAM')
    await redis.xadd('events', '1-1', 'event', 'a')
    await redis.xreadgroup('GROUP', 'workers', 'one', 'STREAMS', 'events', '>')
    const full = await redis.call('XINFO', ['STREAM', 'events', 'FULL'])
    const [seconds] = await redis.time()
    const facts = JSON.stringify(withoutClock(full, Number(seconds) * 1000, 60_000))
    expect(facts).toContain('["1-1","one",0,1]')
    expect(facts).not.toMatch(/\d{12}/)
  })
})
