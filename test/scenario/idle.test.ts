import { expect, test } from 'vitest'
import type { Connection } from '../../src/engine/engine.js'
import { holdExpiry, virtualClock } from '../../src/scenario/clock.js'
import { shiftIdle } from '../../src/scenario/idle.js'
import { onEachEngine } from '../support/engines.js'

type Row = [id: string, consumer: string, idleMs: number, deliveries: number]

async function pending(redis: Connection, key: string, group: string): Promise<Row[]> {
  return (await redis.xpending(key, group, '-', '+', 10)) as Row[]
}

/** A stream whose two entries are pending in two groups. */
async function streamOfTwo(redis: Connection, key: string): Promise<void> {
  await redis.del(key)
  await redis.xadd(key, '1-0', 'n', 1)
  await redis.xadd(key, '2-0', 'n', 2)
  for (const group of ['one', 'other']) {
    await redis.xgroup('CREATE', key, group, '0')
    await redis.xreadgroup('GROUP', group, `${group}-reader`, 'STREAMS', key, '>')
  }
}

const inSeconds = (rows: Row[]) =>
  rows.map(([id, who, idle, times]) => [id, who, Math.round(idle / 1000), times])

onEachEngine((engine) => {
  test('pending entries of all groups are idle for longer, and no delivery is counted', async () => {
    const redis = await engine().connect('idle')
    await streamOfTwo(redis, 'idle:stream')
    await shiftIdle(redis, ['idle:stream'], 60_000)
    await shiftIdle(redis, ['idle:stream'], -20_000)
    for (const group of ['one', 'other']) {
      expect(inSeconds(await pending(redis, 'idle:stream', group))).toEqual([
        ['1-0', `${group}-reader`, 40, 1],
        ['2-0', `${group}-reader`, 40, 1],
      ])
    }
  })

  test('an entry is never idle for less than nothing', async () => {
    const redis = await engine().connect('idle')
    await streamOfTwo(redis, 'idle:young')
    await shiftIdle(redis, ['idle:young'], -60_000)
    const rows = await pending(redis, 'idle:young', 'one')
    expect(inSeconds(rows).map(([, , idle]) => idle)).toEqual([0, 0])
  })

  test('an entry that was trimmed away stays pending', async () => {
    const redis = await engine().connect('idle')
    await streamOfTwo(redis, 'idle:trimmed')
    await redis.xtrim('idle:trimmed', 'MAXLEN', 1)
    await shiftIdle(redis, ['idle:trimmed'], 60_000)
    expect(inSeconds(await pending(redis, 'idle:trimmed', 'one'))).toEqual([
      ['1-0', 'one-reader', 0, 1],
      ['2-0', 'one-reader', 60, 1],
    ])
  })

  test('other keys, streams without groups and keys that are gone are left as they are', async () => {
    const redis = await engine().connect('idle')
    await redis.set('idle:string', 'as it is')
    await redis.xadd('idle:plain', '*', 'n', 1)
    await shiftIdle(redis, ['idle:string', 'idle:plain', 'idle:nothing'], 60_000)
    expect(await redis.get('idle:string')).toBe('as it is')
    expect(await redis.xlen('idle:plain')).toBe(1)
  })

  test('time that passes for a run passes for its pending entries, and for nobody else', async () => {
    const redis = await engine().connect('idle')
    await streamOfTwo(redis, 'idle:ours')
    await streamOfTwo(redis, 'idle:theirs')
    await virtualClock(redis, () => ['idle:ours']).advance(30_000)
    const [[, , ours], [, , theirs]] = [
      (await pending(redis, 'idle:ours', 'one'))[0]!,
      (await pending(redis, 'idle:theirs', 'one'))[0]!,
    ]
    expect([Math.round(ours / 1000), Math.round(theirs / 1000)]).toEqual([30, 0])
  })

  test('time that was held has not passed for pending entries', async () => {
    const redis = await engine().connect('idle')
    await streamOfTwo(redis, 'idle:held')
    await shiftIdle(redis, ['idle:held'], 10_000)
    const goOn = await holdExpiry(redis, ['idle:held'], 4_000)
    await goOn()
    expect(inSeconds(await pending(redis, 'idle:held', 'one')).map(([, , idle]) => idle)).toEqual([6, 6])
  })
})
