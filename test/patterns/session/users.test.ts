import { expect, it } from 'vitest'
import type { SessionHandle } from '../../../src/patterns/session/index.js'
import { onEveryServer } from '../support/servers.js'
import { freshSessions, indexOf, keyOf } from './fresh-sessions.js'
import { MINUTE } from './times.js'

onEveryServer("a user's sessions", (redis) => {
  it('are listed without their ids, the one that lasts longest first', async () => {
    const { sessions, clock } = freshSessions(redis())
    const phone = await sessions.create({ device: 'phone' }, { userId: 'ada' })
    clock.ms += MINUTE
    const laptop = await sessions.create({ device: 'laptop' }, { userId: 'ada' })
    await sessions.create({ device: 'desk' }, { userId: 'grace' })
    await sessions.create({ device: 'nobody' })
    clock.ms += MINUTE
    await sessions.touch(phone.id)
    const listed = await sessions.list('ada')
    expect(listed.map(({ data, userId }) => [data.device, userId])).toEqual([
      ['phone', 'ada'],
      ['laptop', 'ada'],
    ])
    expect(JSON.stringify(listed)).not.toContain(laptop.id)
    expect(listed[1]).toEqual(expect.objectContaining({ handle: laptop.handle }))
    expect(await sessions.list('nobody')).toEqual([])
  })

  it('leave the list when they expire, and nothing is left behind', async () => {
    const { sessions, clock, name } = freshSessions(redis())
    const first = await sessions.create({ n: 1 }, { userId: 'ada' })
    clock.ms += 20 * MINUTE
    const second = await sessions.create({ n: 2 }, { userId: 'ada' })
    clock.ms += 10 * MINUTE
    expect((await sessions.list('ada')).map(({ data }) => data.n)).toEqual([2])
    const index = indexOf(name, first.handle)
    expect(Number(await redis().zcard(index))).toBe(1)
    await sessions.destroy(second.id)
    expect(Number(await redis().exists(index))).toBe(0)
  })

  it('have an index that lives at least as long as the one that lasts longest', async () => {
    const { sessions, name } = freshSessions(redis())
    const { handle } = await sessions.create({}, { userId: 'ada' })
    const brief = freshSessions(redis(), { name, idleMs: MINUTE, absoluteMs: MINUTE }).sessions
    const { id } = await brief.create({}, { userId: 'ada' })
    await brief.touch(id)
    expect(Number(await redis().pttl(indexOf(name, handle)))).toBeGreaterThan(29 * MINUTE)
  })

  it('have an index that does not grow with those that have expired, also when nobody looks', async () => {
    const { sessions, clock, name } = freshSessions(redis())
    for (let n = 0; n < 5; n++) {
      const { handle } = await sessions.create({}, { userId: 'ada' })
      expect(Number(await redis().zcard(indexOf(name, handle)))).toBe(1)
      clock.ms += 30 * MINUTE
    }
  })

  it('are missed by the list when their hash is gone, by eviction for example', async () => {
    const { sessions, name } = freshSessions(redis())
    const { handle } = await sessions.create({}, { userId: 'ada' })
    await redis().del(keyOf(name, handle))
    expect(await sessions.list('ada')).toEqual([])
  })

  it('all end at once, except one if told', async () => {
    const { sessions, clock } = freshSessions(redis())
    const [one, two, three] = await Promise.all(
      ['phone', 'laptop', 'desk'].map((device) => sessions.create({ device }, { userId: 'ada' })),
    )
    const grace = await sessions.create({}, { userId: 'grace' })
    expect(await sessions.destroyAll('ada', { except: two!.id })).toBe(2)
    expect(await sessions.get(one!.id)).toBeNull()
    expect(await sessions.get(two!.id)).not.toBeNull()
    expect(await sessions.get(three!.id)).toBeNull()
    clock.ms += MINUTE
    expect(await sessions.destroyAll('ada', { except: 'not an id' })).toBe(1)
    expect(await sessions.destroyAll('ada')).toBe(0)
    expect(await sessions.list('grace')).toHaveLength(1)
    expect(await sessions.get(grace.id)).not.toBeNull()
  })

  it('end one by one by their handles, and only for their user', async () => {
    const { sessions } = freshSessions(redis())
    const { id, handle } = await sessions.create({}, { userId: 'ada' })
    expect(await sessions.revoke('eve', handle)).toBe(false)
    expect(await sessions.revoke('ada', 'nonsense' as SessionHandle)).toBe(false)
    expect(await sessions.revoke('ada', id as unknown as SessionHandle)).toBe(false)
    expect(await sessions.get(handle)).toBeNull()
    expect(await sessions.get(id)).not.toBeNull()
    expect(await sessions.revoke('ada', handle)).toBe(true)
    expect(await sessions.get(id)).toBeNull()
    expect(await sessions.list('ada')).toEqual([])
  })

  it('are told apart when the hashes of two users begin alike', async () => {
    const { sessions, name } = freshSessions(redis())
    const ada = await sessions.create({ of: 'ada' }, { userId: 'ada' })
    const twin = await sessions.create({ of: 'twin' }, { userId: 'ada' })
    // What a user would leave whose hash begins with the same 36 bits.
    await redis().hset(keyOf(name, twin.handle), '@user', 'twin')
    expect((await sessions.list('ada')).map(({ data }) => data.of)).toEqual(['ada'])
    expect(await sessions.revoke('ada', twin.handle)).toBe(false)
    expect(await sessions.destroyAll('ada')).toBe(1)
    expect(await sessions.get(ada.id)).toBeNull()
    expect((await sessions.get(twin.id))?.data).toEqual({ of: 'twin' })
  })
})
