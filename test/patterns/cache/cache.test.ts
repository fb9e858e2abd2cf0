import { afterEach, expect, it, vi } from 'vitest'
import {
  bytes,
  Cache,
  type Cacheable,
  type CacheOptions,
  type Loader,
  text,
} from '../../../src/patterns/cache/index.js'
import { freshName, onEveryServer } from '../support/servers.js'

interface User {
  name: string
}

const ada: User = { name: 'Ada' }
const grace: User = { name: 'Grace' }

onEveryServer('a cache', (redis) => {
  const opened: Cache<Cacheable>[] = []
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((cache) => cache.close()))
  })

  function open<Value extends Cacheable = User>(options: Partial<CacheOptions<Value>> = {}): Cache<Value> {
    const cache = new Cache<Value>(redis(), { name: freshName(), ttlMs: 60_000, ...options })
    opened.push(cache as unknown as Cache<Cacheable>)
    return cache
  }

  it('loads a value once, and then has it', async () => {
    const users = open()
    const load = vi.fn<Loader<User>>(() => ada)
    expect(await users.get('42', load)).toEqual(ada)
    expect(await users.get('42', load)).toEqual(ada)
    expect(await users.get('42', load)).toEqual(ada)
    expect(load).toHaveBeenCalledTimes(1)
    expect(users.stats()).toMatchObject({ miss: 1, hit: 2, originLoads: 1 })
  })

  it('tells the loader the key, and when to stop', async () => {
    const users = open()
    await users.get('42', ({ key, signal }) => ({ name: `${key} ${signal.aborted}` }))
    expect(await users.peek('42')).toEqual({ name: '42 false' })
  })

  it('has what another process has loaded', async () => {
    const name = freshName()
    const [one, two] = [open({ name }), open({ name })]
    await one.get('42', () => ada)
    expect(await two.get('42', () => grace)).toEqual(ada)
    expect(await two.get('42', () => grace)).toEqual(ada)
    expect(two.stats()).toMatchObject({ miss: 0, hit: 2 })
  })

  it.each([null, undefined])('remembers that there is nothing when the loader gives %s', async (nothing) => {
    const users = open()
    const load = vi.fn<Loader<User>>(() => nothing)
    expect(await users.get('43', load)).toBeNull()
    expect(await users.get('43', load)).toBeNull()
    expect(load).toHaveBeenCalledTimes(1)
    expect(users.stats()).toMatchObject({ miss: 1, negative: 1 })
    expect(await users.peek('43')).toBeNull()
  })

  it('remembers nothing of the kind with negativeTtlMs 0', async () => {
    const users = open({ negativeTtlMs: 0 })
    const load = vi.fn<Loader<User>>(() => null)
    await users.get('43', load)
    await vi.waitFor(async () => expect(await users.peek('43')).toBeUndefined())
    await users.get('43', load)
    expect(load).toHaveBeenCalledTimes(2)
  })

  it('loads anew after an invalidation', async () => {
    const users = open()
    await users.get('42', () => ada)
    expect(await users.invalidate('42', 'none')).toBe(1)
    expect(await users.peek('42')).toBeUndefined()
    expect(await users.get('42', () => grace)).toEqual(grace)
  })

  it('writes through, and reads what was written', async () => {
    const users = open()
    expect(await users.set('42', ada)).toBe(true)
    expect(await users.get('42', () => grace)).toEqual(ada)
    expect(await users.set('42', null)).toBe(true)
    expect(await users.get('42', () => grace)).toBeNull()
  })

  it('keeps the newest of versions, in whichever order they come', async () => {
    const users = open()
    expect(await users.set('42', grace, { version: 10 })).toBe(true)
    expect(await users.set('42', ada, { version: 9 })).toBe(false)
    expect(await users.peek('42')).toEqual(grace)
    await users.invalidate('42')
    expect(await users.set('42', ada, { version: 9 })).toBe(false)
    expect(await users.peek('42')).toBeUndefined()
    expect(await users.set('42', grace, { version: 10 })).toBe(true)
  })

  it('refuses a load whose version is older than one that was written', async () => {
    const users = open<User & { version: number }>({ versionOf: ({ version }) => version })
    await users.set('42', { ...ada, version: 2 })
    await users.invalidate('42')
    // A replica of the origin that lags behind.
    expect(await users.get('42', () => ({ ...grace, version: 1 }))).toMatchObject({ version: 1 })
    expect(await users.peek('42')).toBeUndefined()
    expect(users.stats().refusedFills).toBe(1)
    expect(await users.get('42', () => ({ ...ada, version: 2 }))).toMatchObject({ version: 2 })
    expect(await users.peek('42')).toMatchObject({ version: 2 })
  })

  it('removes what has a tag, and only that', async () => {
    const users = open()
    await users.get('1', () => ada, { tags: ['team:7', 'admins'] })
    await users.set('2', grace, { tags: ['team:7'] })
    await users.get('3', () => grace, { tags: ['admins'] })
    await users.get('4', () => grace)
    expect(await users.invalidateTag('team:7')).toBe(2)
    expect(await Promise.all(['1', '2', '3', '4'].map((key) => users.peek(key)))).toEqual([
      undefined,
      undefined,
      grace,
      grace,
    ])
    expect(await users.invalidateTag('nobody has it')).toBe(0)
  })

  it('gives an error of the loader to its caller, and keeps nothing', async () => {
    const users = open()
    const fail = () => Promise.reject(new Error('origin is down'))
    await expect(users.get('42', fail)).rejects.toThrow('origin is down')
    expect(await users.peek('42')).toBeUndefined()
    expect(await users.get('42', () => ada)).toEqual(ada)
    expect(users.stats()).toMatchObject({ originLoads: 2, failedLoads: 1 })
  })

  it('gives an error to its caller also when the loader throws at once', async () => {
    const users = open()
    const fail = () => {
      throw new Error('at once')
    }
    await expect(users.get('42', fail)).rejects.toThrow('at once')
    expect(await users.get('42', () => ada)).toEqual(ada)
  })

  it.each(['{braces}', '}{', 'a:b', '50%', '%7B', 'ключ', '\u0000', ' ', 'filled', 'version'])(
    'takes %j as a key',
    async (key) => {
      const users = open()
      await users.get(key, () => ada, { tags: [key] })
      expect(await users.peek(key)).toEqual(ada)
      expect(await users.invalidateTag(key)).toBe(1)
    },
  )

  it('keeps bytes as they are', async () => {
    const pictures = open({ codec: bytes, staleMs: 1_000 })
    const every = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte))
    await pictures.set('all', every)
    expect(await pictures.peek('all')).toEqual(every)
    expect(await pictures.get('all', () => Buffer.alloc(0))).toEqual(every)
    await pictures.get('none', () => Buffer.alloc(0))
    expect(await pictures.peek('none')).toEqual(Buffer.alloc(0))
  })

  it('keeps texts as they are, also one that looks like an entry', async () => {
    const pages = open({ codec: text })
    for (const page of ['', 'l', 'n', 'V', '0'.repeat(60), '💥']) {
      await pages.set('page', page)
      expect(await pages.peek('page')).toBe(page)
    }
  })

  it('loads anew what another program has written over an entry', async () => {
    const name = freshName()
    const users = open({ name })
    await redis().set(`${name}:{42}`, '{"name":"Ada"}')
    expect(await users.peek('42')).toBeUndefined()
    expect(await users.get('42', () => grace)).toEqual(grace)
    await redis().set(`${name}:{42}`, 'vno json')
    expect(await users.get('42', () => ada)).toEqual(ada)
    expect(await users.peek('42')).toEqual(ada)
  })
})
