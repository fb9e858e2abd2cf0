import { expect, it } from 'vitest'
import * as door from '../../../src/patterns/session/index.js'
import { MemorySessions, NaiveSessions } from '../../../src/patterns/session/naive.js'
import { freshName, onAnyServer } from '../support/servers.js'

onAnyServer('the naive sessions', (redis) => {
  it('are right as long as they are alone: that is why their faults get about', async () => {
    const sessions = new NaiveSessions(redis(), { prefix: `${freshName()}:`, ttlSeconds: 60 })
    const id = await sessions.create({ cart: [] })
    await sessions.update(id, { cart: ['tea'] })
    expect(await sessions.signIn(id, 'ada')).toBe(id)
    expect(await sessions.get(id)).toEqual({ cart: ['tea'], userId: 'ada' })
    expect(await sessions.list('ada')).toEqual([{ cart: ['tea'], userId: 'ada' }])
    expect(await sessions.list('eve')).toEqual([])
    await sessions.destroy(id)
    expect(await sessions.get(id)).toBeNull()
    await sessions.update(id, { cart: [] })
    expect(await sessions.get(id)).toBeNull()
  })

  it('log a user out everywhere, as long as nobody signs in meanwhile', async () => {
    const sessions = new NaiveSessions(redis(), { prefix: `${freshName()}:`, ttlSeconds: 60 })
    const ids = [await sessions.create({ userId: 'ada' }), await sessions.create({ userId: 'ada' })]
    for (const id of ids) await sessions.remember('ada', id)
    expect((await sessions.remembered('ada')).toSorted()).toEqual(ids)
    expect(await sessions.logOutEverywhere('ada')).toBe(2)
    expect(await sessions.remembered('ada')).toEqual([])
    expect(await Promise.all(ids.map((id) => sessions.get(id)))).toEqual([null, null])
  })
})

it('sessions in memory are known to one server', () => {
  const [server, other] = [new MemorySessions(), new MemorySessions()]
  const id = server.create({ userId: 'ada' })
  expect(server.get(id)).toEqual({ userId: 'ada' })
  expect(other.get(id)).toBeNull()
})

it('the naive sessions are not exported', () => {
  expect(Object.keys(door).sort()).toEqual([
    'PatternError',
    'SessionLostError',
    'SessionStore',
    'expressSessionStore',
  ])
})
