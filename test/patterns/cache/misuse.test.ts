import { describe, expect, it } from 'vitest'
import { bytes, Cache, text } from '../../../src/patterns/cache/index.js'
import { onAnyServer } from '../support/servers.js'
import { cachesOf } from './support/open.js'

onAnyServer('misuse', (redis) => {
  const open = cachesOf(redis)

  it.each([
    ['an empty key', '', 'a key must be text that is not empty'],
    ['a key that is no text', 42, 'a key must be text that is not empty; got 42'],
  ])('refuses %s', async (_, key, message) => {
    const cache = open<number>()
    const calls = [
      () => cache.get(key as never, () => 1),
      () => cache.peek(key as never),
      () => cache.set(key as never, 1),
      () => cache.invalidate(key as never),
    ]
    for (const call of calls) await expect(call()).rejects.toThrow(message)
    for (const call of calls) await expect(call()).rejects.toThrow(TypeError)
  })

  it('refuses an empty tag', async () => {
    const cache = open<number>()
    await expect(cache.invalidateTag('')).rejects.toThrow('a tag must be text that is not empty')
    await expect(cache.set('42', 1, { tags: [''] })).rejects.toThrow(TypeError)
  })

  it.each([0.5, Number.NaN, -1])('refuses %s as a version', async (version) => {
    const cache = open<number>()
    await expect(cache.set('42', 1, { version })).rejects.toThrow('the version must be a whole number')
    expect(await cache.peek('42')).toBeUndefined()
  })

  it.each([0, 0.5, Number.NaN])('refuses %s as the TTL of one call', async (ttlMs) => {
    const cache = open<number>()
    await expect(cache.set('42', 1, { ttlMs })).rejects.toThrow('ttlMs must be a whole number, 1 or more')
    await expect(cache.get('42', () => 1, { ttlMs })).rejects.toThrow(TypeError)
    expect(await cache.peek('42')).toBeUndefined()
  })

  it('refuses what the codec cannot hold, and leaves no lease behind', async () => {
    const texts = open({ codec: text })
    await expect(texts.set('42', 1 as never)).rejects.toThrow('the value must be a string; got number')
    await expect(texts.get('42', () => 1 as never)).rejects.toThrow(TypeError)
    expect(await texts.get('42', () => 'Ada')).toBe('Ada')
    const pictures = open({ codec: bytes })
    await expect(pictures.set('42', 'Ada' as never)).rejects.toThrow('the value must be a Buffer')
  })
})

describe('the options of a cache', () => {
  it.each([
    [{ name: '' }, 'name must be text'],
    [{ name: '{a}' }, 'name must be text that is not empty and without { or }'],
    [{ ttlMs: 0 }, 'ttlMs must be a whole number, 1 or more'],
    [{ ttlMs: undefined }, 'ttlMs must be'],
    [{ staleMs: -1 }, 'staleMs must be'],
    [{ negativeTtlMs: 0.5 }, 'negativeTtlMs must be'],
    [{ jitter: 2 }, 'jitter must be a number from 0 to 1; got 2'],
    [{ jitter: Number.NaN }, 'jitter must be'],
    [{ versionTtlMs: 0 }, 'versionTtlMs must be'],
    [{ firstLevel: { max: 0, ttlMs: 1 } }, 'firstLevel.max must be'],
    [{ firstLevel: { max: 1, ttlMs: 0 } }, 'firstLevel.ttlMs must be'],
    [{ leaseMs: 1 }, 'leaseMs must be a whole number, 10 or more'],
    [{ loadTimeoutMs: 0 }, 'loadTimeoutMs must be'],
    [{ commandTimeoutMs: 0 }, 'commandTimeoutMs must be'],
    [{ retryAfterMs: 0 }, 'retryAfterMs must be'],
    [{ ids: () => '' }, 'ids must give 1 to 12 letters or digits'],
    [{ ids: () => 'thirteen letters' }, 'ids must give'],
  ])('%o are refused', (options, message) => {
    const make = () => new Cache(undefined as never, { name: 'a', ttlMs: 1_000, ...options } as never)
    expect(make).toThrow(TypeError)
    expect(make).toThrow(message)
  })
})
