import { expect, test } from 'vitest'
import { claimNamespace, Namespace } from '../../src/scenario/namespace.js'
import { onEachEngine } from '../support/engines.js'

onEachEngine((engine) => {
  test('two runs with the same seed do not meet', async () => {
    const redis = await engine().connect('claims')
    const first = await claimNamespace(redis, 'rp:claim:1')
    const second = await claimNamespace(redis, 'rp:claim:1')
    expect([first.prefix, second.prefix]).toEqual(['rp:claim:1:', 'rp:claim:1-2:'])
    await first.remove(redis)
    const third = await claimNamespace(redis, 'rp:claim:1')
    expect(third.prefix).toBe('rp:claim:1:')
  })

  test('what the run named is removed, and nothing else', async () => {
    const redis = await engine().connect('sweeps')
    const namespace = new Namespace('rp:sweep:1:')
    await redis.mset('rp:sweep:1:a', 1, 'rp:sweep:1:b', 2, 'rp:sweep:10:a', 3, 'theirs', 4)
    namespace.track(['rp:sweep:1:a', 'rp:sweep:1:b', 'rp:sweep:10:a', 'theirs'])
    await namespace.remove(redis)
    expect(await redis.exists('rp:sweep:1:a', 'rp:sweep:1:b')).toBe(0)
    expect(await redis.exists('rp:sweep:10:a', 'theirs')).toBe(2)
  })
})
