import { expect, it } from 'vitest'
import { onEveryServer } from '../support/servers.js'
import { freshSessions, indexOf, keyOf } from './fresh-sessions.js'
import { HOUR, MINUTE } from './times.js'

onEveryServer('a session that is rotated', (redis) => {
  it('goes on under a new id, and the old one opens nothing', async () => {
    const { sessions, clock } = freshSessions(redis())
    const old = await sessions.create({ cart: ['tea'], '@at': 1 }, { userId: 'ada' })
    clock.ms += MINUTE
    const next = await sessions.rotate(old.id)
    expect(next).toEqual({ ...old, id: next!.id, handle: next!.handle, expiresAtMs: clock.ms + 30 * MINUTE })
    expect(next!.id).not.toBe(old.id)
    expect(await sessions.get(old.id)).toBeNull()
    expect(await sessions.get(next!.id)).toEqual(next)
    expect((await sessions.list('ada')).map(({ handle }) => handle)).toEqual([next!.handle])
  })

  it('signs its user in, in the slot of that user, with a new life', async () => {
    const { sessions, clock } = freshSessions(redis())
    const visit = await sessions.create({ cart: ['tea'], '@at': 1 })
    clock.ms += 20 * MINUTE
    const signedIn = await sessions.rotate(visit.id, { userId: 'ada' })
    expect(signedIn).toMatchObject({
      data: { cart: ['tea'], '@at': 1 },
      userId: 'ada',
      createdAtMs: clock.ms,
    })
    expect(await sessions.get(visit.id)).toBeNull()
    expect(await sessions.get(signedIn!.id)).toEqual(signedIn)
    expect(await sessions.list('ada')).toHaveLength(1)
    const elsewhere = await sessions.create({}, { userId: 'ada' })
    expect(elsewhere.id.slice(0, 6)).toBe(signedIn!.id.slice(0, 6))
    clock.ms += 8 * HOUR - MINUTE
    expect(await sessions.get(signedIn!.id)).toBeNull()
  })

  it('belongs to the new user alone when another signs in', async () => {
    const { sessions } = freshSessions(redis())
    const ada = await sessions.create({ theme: 'dark' }, { userId: 'ada' })
    const grace = await sessions.rotate(ada.id, { userId: 'grace' })
    expect(await sessions.list('ada')).toEqual([])
    expect((await sessions.list('grace')).map(({ handle }) => handle)).toEqual([grace!.handle])
  })

  it('leaves nothing at its old place, nor in the index there', async () => {
    const { sessions, name } = freshSessions(redis())
    const ada = await sessions.create({ a: 1 }, { userId: 'ada' })
    const again = await sessions.rotate(ada.id)
    const index = indexOf(name, ada.handle)
    expect(Number(await redis().zcard(index))).toBe(1)
    await sessions.rotate(again!.id, { userId: 'grace' })
    expect(Number(await redis().exists(keyOf(name, ada.handle)))).toBe(0)
    expect(Number(await redis().exists(keyOf(name, again!.handle)))).toBe(0)
    expect(Number(await redis().exists(index))).toBe(0)
  })

  it('drops a late write to its old id', async () => {
    const { sessions, events } = freshSessions(redis())
    const old = await sessions.create({ cart: ['tea'] })
    const next = await sessions.rotate(old.id, { userId: 'ada' })
    expect(await sessions.update(old.id, { cart: [] })).toBe(false)
    expect(events.at(-1)).toEqual({ type: 'missed', operation: 'update', handle: old.handle })
    expect((await sessions.get(next!.id))?.data).toEqual({ cart: ['tea'] })
  })
})
