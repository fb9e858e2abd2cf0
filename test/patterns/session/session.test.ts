import { expect, it } from 'vitest'
import { freshName, onEveryServer } from '../support/servers.js'
import { freshSessions, indexOf, keyOf } from './fresh-sessions.js'
import { HOUR, MINUTE } from './times.js'

onEveryServer('a session', (redis) => {
  it('holds typed data, each field by itself', async () => {
    const { sessions, clock } = freshSessions(redis())
    const data = {
      roles: ['admin', 'editor'],
      visits: 3,
      seenAtMs: 1_700_000_000_123,
      nested: { deep: [null, true, 'é🏆'] },
      '': 'no name',
      '@created': 'a name of ours',
      '@@user': 'and escaped',
    }
    const { id, handle, ...created } = await sessions.create(data)
    expect(created).toEqual({ data, createdAtMs: clock.ms, expiresAtMs: clock.ms + 30 * MINUTE })
    expect(await sessions.get(id)).toEqual({ id, handle, ...created })
    expect(await sessions.get(id, { touch: true })).toEqual({ id, handle, ...created })
  })

  it('keeps fields whose names mean something to JavaScript', async () => {
    const { sessions } = freshSessions(redis())
    const data = JSON.parse('{ "__proto__": { "admin": true }, "constructor": 1, "toString": 2 }') as object
    const { id } = await sessions.create({ ...data })
    const read = await sessions.get(id)
    expect(Object.getOwnPropertyNames(read!.data).toSorted()).toEqual([
      '__proto__',
      'constructor',
      'toString',
    ])
    expect(Object.entries(read!.data)).toEqual(expect.arrayContaining(Object.entries(data)))
    expect((read!.data as { admin?: boolean }).admin).toBeUndefined()
  })

  it('holds thousands of fields', async () => {
    const { sessions } = freshSessions<Record<string, number>>(redis())
    const data = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`field-${index}`, index]))
    const { id } = await sessions.create(data)
    expect((await sessions.get(id, { touch: true }))?.data).toEqual(data)
    const removed = Object.fromEntries(Object.keys(data).map((name) => [name, undefined])) as never
    await sessions.update(id, removed)
    expect((await sessions.get(id))?.data).toEqual({})
  })

  it('expires by itself, also when nobody asks: its expiry is set in the step that writes it', async () => {
    const { sessions, name } = freshSessions(redis())
    const { handle } = await sessions.create({ a: 1 }, { userId: 'ada' })
    for (const key of [keyOf(name, handle), indexOf(name, handle)]) {
      const left = Number(await redis().pttl(key))
      expect(left).toBeGreaterThan(29 * MINUTE)
      expect(left).toBeLessThanOrEqual(30 * MINUTE)
    }
  })

  it('takes the time of the server when it has no clock', async () => {
    const { sessions } = freshSessions(redis(), { now: undefined as never })
    const before = Date.now()
    const { id, createdAtMs, expiresAtMs } = await sessions.create({ a: 1 }, { userId: 'ada' })
    expect(Math.abs(createdAtMs - before)).toBeLessThan(10_000)
    expect(expiresAtMs).toBe(createdAtMs + 30 * MINUTE)
    expect((await sessions.get(id))?.expiresAtMs).toBe(expiresAtMs)
    expect(await sessions.touch(id)).toBeGreaterThanOrEqual(expiresAtMs)
    expect(await sessions.list('ada')).toHaveLength(1)
  })

  it('slides with use, by touch and by get', async () => {
    const { sessions, clock } = freshSessions(redis())
    const { id } = await sessions.create({}, { userId: 'ada' })
    clock.ms += 29 * MINUTE
    expect(await sessions.touch(id)).toBe(clock.ms + 30 * MINUTE)
    clock.ms += 29 * MINUTE
    expect((await sessions.get(id, { touch: true }))?.expiresAtMs).toBe(clock.ms + 30 * MINUTE)
    clock.ms += 29 * MINUTE
    expect((await sessions.get(id))?.expiresAtMs).toBe(clock.ms + MINUTE)
    clock.ms += MINUTE
    expect(await sessions.get(id)).toBeNull()
  })

  it('does not slide beyond the cap', async () => {
    const { sessions, clock } = freshSessions(redis())
    const { id, createdAtMs } = await sessions.create({}, { userId: 'ada' })
    for (let minutes = 0; minutes < 460; minutes += 20) {
      clock.ms += 20 * MINUTE
      await sessions.touch(id)
    }
    expect(await sessions.touch(id)).toBe(createdAtMs + 8 * HOUR)
    clock.ms = createdAtMs + 8 * HOUR
    expect(await sessions.touch(id)).toBeNull()
    expect(await sessions.list('ada')).toEqual([])
  })

  it('ends at the next touch when the cap has been lowered below its age', async () => {
    const { sessions, clock, name } = freshSessions(redis())
    const { id, handle } = await sessions.create({}, { userId: 'ada' })
    clock.ms += 20 * MINUTE
    const lowered = { name, idleMs: MINUTE, absoluteMs: 10 * MINUTE, now: () => clock.ms }
    expect(await freshSessions(redis(), lowered).sessions.touch(id)).toBeNull()
    expect(await sessions.list('ada')).toEqual([])
    expect(Number(await redis().exists(keyOf(name, handle), indexOf(name, handle)))).toBe(0)
  })

  it('is not brought back by anything once it has ended', async () => {
    const { sessions, clock, name } = freshSessions(redis())
    const destroyed = await sessions.create({ cart: [] }, { userId: 'ada' })
    expect(await sessions.destroy(destroyed.id)).toBe(true)
    const expired = await sessions.create({ cart: [] }, { userId: 'ada' })
    clock.ms += 30 * MINUTE
    for (const { id } of [destroyed, expired]) {
      expect(await sessions.update(id, { cart: ['late'] })).toBe(false)
      expect(await sessions.touch(id)).toBeNull()
      expect(await sessions.get(id, { touch: true })).toBeNull()
      expect(await sessions.get(id)).toBeNull()
      expect(await sessions.rotate(id)).toBeNull()
      expect(await sessions.rotate(id, { userId: 'eve' })).toBeNull()
      expect(await sessions.destroy(id)).toBe(false)
    }
    expect(await sessions.list('ada')).toEqual([])
    expect(await sessions.list('eve')).toEqual([])
    expect(Number(await redis().exists(keyOf(name, destroyed.handle)))).toBe(0)
  })

  it('changes single fields, and removes those that are undefined', async () => {
    const { sessions, clock } = freshSessions<{ cart: string[]; theme: string; '@x'?: number }>(redis())
    const { id, expiresAtMs } = await sessions.create({ cart: [], theme: 'dark', '@x': 1 })
    clock.ms += MINUTE
    expect(await sessions.update(id, { cart: ['tea'], '@x': undefined })).toBe(true)
    expect(await sessions.get(id)).toMatchObject({ data: { cart: ['tea'], theme: 'dark' }, expiresAtMs })
    expect((await sessions.get(id))?.data).not.toHaveProperty('@x')
    expect(await sessions.update(id, {})).toBe(true)
  })

  it('shares its name with nobody else', async () => {
    const one = freshSessions(redis())
    const other = freshSessions(redis())
    const { id } = await one.sessions.create({ a: 1 })
    expect(await other.sessions.get(id)).toBeNull()
  })

  it('is kept under the prefix of the caller', async () => {
    const name = freshName()
    const { sessions } = freshSessions(redis(), { prefix: 'app:', name })
    const { handle } = await sessions.create({ a: 1 })
    expect(await redis().hget(`app:${keyOf(name, handle)}`, 'a')).toBe('1')
  })
})
