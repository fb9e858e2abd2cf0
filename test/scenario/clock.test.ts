import { expect, test } from 'vitest'
import { holdExpiry, RUN_STARTS_AT, virtualClock } from '../../src/scenario/clock.js'
import { onEachEngine } from '../support/engines.js'

test('a run starts on a Monday', () => {
  expect(new Date(RUN_STARTS_AT).getUTCDay()).toBe(1)
})

onEachEngine((engine) => {
  test('advancing moves the clock and shortens the lives of the run keys only', async () => {
    const redis = await engine().connect('clock')
    await redis.set('clock:ours', 1, 'PX', 60_000)
    await redis.set('clock:theirs', 1, 'PX', 60_000)
    const clock = virtualClock(redis, () => ['clock:ours'])
    await clock.advance(20_000)
    expect(clock.now()).toBe(RUN_STARTS_AT + 20_000)
    expect(Math.round((await redis.pttl('clock:ours')) / 1000)).toBe(40)
    expect(Math.round((await redis.pttl('clock:theirs')) / 1000)).toBe(60)
  })

  test('a key that is due is gone, and Redis says that it expired', async () => {
    const redis = await engine().connect('clock')
    const listener = await engine().connect('listener')
    await redis.config('SET', 'notify-keyspace-events', 'Ex')
    const expired = new Promise((resolve) => listener.on('message', (_channel, key) => resolve(key)))
    await listener.subscribe('__keyevent@0__:expired')
    await redis.set('clock:due', 1, 'PX', 60_000)
    await virtualClock(redis, () => ['clock:due']).advance(60_000)
    expect(await redis.exists('clock:due')).toBe(0)
    await expect(expired).resolves.toBe('clock:due')
  })

  test('a key without expiry, or gone, is left as it is', async () => {
    const redis = await engine().connect('clock')
    await redis.set('clock:for-ever', 1)
    await virtualClock(redis, () => ['clock:for-ever', 'clock:nothing']).advance(60_000)
    expect(await redis.pttl('clock:for-ever')).toBe(-1)
  })

  test('expiry that is held goes on where it was', async () => {
    const redis = await engine().connect('clock')
    await redis.set('clock:held', 1, 'PX', 60_000)
    await redis.set('clock:for-ever', 1)
    const goOn = await holdExpiry(redis, ['clock:held', 'clock:for-ever'], 500)
    expect(await redis.pttl('clock:held')).toBeGreaterThan(3_600_000)
    await goOn()
    expect(Math.round((await redis.pttl('clock:held')) / 100)).toBe(605)
    expect(await redis.pttl('clock:for-ever')).toBe(-1)
  })
})
