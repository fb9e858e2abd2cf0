import { describe, expect, expectTypeOf, it } from 'vitest'
import type { RedisLike } from '../../../src/patterns/_kit/redis-like.js'
import {
  type FencingToken,
  type Lease,
  Lock,
  type LockToken,
  Redlock,
} from '../../../src/patterns/lock/index.js'
import { onAnyServer } from '../support/servers.js'
import { freshLock } from './fresh-lock.js'

const client = {} as RedisLike

describe('the options of a lock', () => {
  it.each([
    [{ name: '' }, 'name must be text'],
    [{ name: 'a{b}' }, 'name must be text'],
    [{ prefix: '{' }, 'prefix must be text'],
    [{ ttlMs: 0 }, 'ttlMs must be a whole number, from 1 to 2147483647'],
    [{ ttlMs: '5' }, 'ttlMs must be a whole number'],
    [{ ttlMs: undefined }, 'ttlMs must be a whole number'],
    [{ ttlMs: 2 ** 31 }, 'ttlMs must be a whole number'],
    [{ claimMs: 0.5 }, 'claimMs must be a whole number'],
    [{ ids: () => 'a:b' }, "ids must return text that is not empty and has no ':'; got a:b"],
    [{ ids: () => '' }, 'ids must return text'],
  ])('%o are refused', (options, message) => {
    const make = () => new Lock({} as RedisLike, { name: 'a', ttlMs: 1, ...options } as never)
    expect(make).toThrow(TypeError)
    expect(make).toThrow(message)
  })
})

describe('the options of a redlock', () => {
  const servers = [{}, {}, {}] as RedisLike[]
  it.each([
    [[], {}, 'servers must be clients of 3, 5, 7… independent servers, each once; got 0'],
    [[client, client, client], {}, 'each once; got 3'],
    [[...servers, client], {}, 'got 4'],
    [servers, { ttlMs: 0 }, 'ttlMs must be a whole number'],
    [servers, { clockDriftFactor: 1 }, 'clockDriftFactor must be a number from 0 to less than 1; got 1'],
    [servers, { clockDriftFactor: Number.NaN }, 'clockDriftFactor must be'],
    [servers, { nodeTimeoutMs: 0 }, 'nodeTimeoutMs must be a whole number'],
    [servers, { retryMs: 0 }, 'retryMs must be a whole number'],
  ])('%# are refused', (clients, options, message) => {
    const make = () => new Redlock(clients, { name: 'a', ttlMs: 1_000, ...options })
    expect(make).toThrow(TypeError)
    expect(make).toThrow(message)
  })
})

onAnyServer('misuse of a lock', (redis) => {
  it.each([
    ['to wait for half a ms', (lock: Lock) => lock.acquire({ waitMs: 0.5 }), 'waitMs must be a whole number'],
    ['to wait for less than nothing', (lock: Lock) => lock.acquire({ waitMs: -1 }), 'waitMs must be'],
    ['a lease of no time', async (lock: Lock) => (await lock.acquire()).extend(0), 'ttlMs must be'],
  ])('refuses %s and says what to pass', async (_, act, message) => {
    const attempt = act(freshLock(redis()))
    await expect(attempt).rejects.toThrow(TypeError)
    await expect(attempt).rejects.toThrow(message)
  })

  it('says what the server says of a key that is no lock', async () => {
    const lock = freshLock(redis())
    await redis().lpush(lock.key, 'a')
    await expect(lock.tryAcquire()).rejects.toThrow('WRONGTYPE')
    await expect(lock.acquire()).rejects.toThrow('WRONGTYPE')
  })

  it('does not let a hook that throws into the work', async () => {
    const thrown: unknown[] = []
    const listeners = process.listeners('uncaughtException')
    process.removeAllListeners('uncaughtException')
    process.on('uncaughtException', (error) => thrown.push(error))
    const lock = freshLock(redis(), {
      onEvent() {
        throw new Error('from the hook')
      },
    })
    expect(await (await lock.acquire()).release()).toBe(true)
    process.removeAllListeners('uncaughtException')
    for (const listener of listeners) process.on('uncaughtException', listener)
    expect(thrown).toHaveLength(2)
  })
})

describe('the types of a lock', () => {
  it('let nobody pass a number for a fencing token, or a text for a token', () => {
    expectTypeOf<number>().not.toExtend<FencingToken>()
    expectTypeOf<string>().not.toExtend<LockToken>()
    expectTypeOf<FencingToken>().toExtend<number>()
    expectTypeOf<Lease['fencingToken']>().toEqualTypeOf<FencingToken>()
    expectTypeOf<Lease<undefined>['fencingToken']>().toEqualTypeOf<undefined>()
    expect((5 as FencingToken) + 1).toBe(6)
  })
})
