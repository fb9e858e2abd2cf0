import { describe, expect, it } from 'vitest'
import { SessionStore } from '../../../src/patterns/session/index.js'
import { onAnyServer } from '../support/servers.js'
import { freshSessions } from './fresh-sessions.js'
import { MINUTE } from './times.js'

onAnyServer('what may come with a cookie', (redis) => {
  it.each([
    undefined,
    '',
    'abcdef',
    'abcdef.',
    'abcdef.{other}',
    'abcdef.x:index',
    'abcdef.\n',
    `abcdef.${'a'.repeat(129)}`,
    'é'.repeat(50),
    5 as unknown as string,
    null as unknown as string,
    { toString: () => 'abcdef.secret' } as unknown as string,
  ])('is an unknown session when it cannot be an id: %j', async (id) => {
    const nowhere = { evalshaBuffer: sent, hgetall: sent } as never
    const { sessions, events } = freshSessions(nowhere)
    expect(await sessions.get(id)).toBeNull()
    expect(await sessions.get(id, { touch: true })).toBeNull()
    expect(await sessions.touch(id)).toBeNull()
    expect(await sessions.update(id, { a: 1 })).toBe(false)
    expect(await sessions.rotate(id, { userId: 'ada' })).toBeNull()
    expect(await sessions.destroy(id)).toBe(false)
    expect(events.map(({ type }) => type)).toEqual(Array(6).fill('malformed'))
  })

  function sent(): never {
    throw new Error('a malformed id reached Redis')
  }

  it('is unknown when it is well-formed and nobody gave it out', async () => {
    const { sessions } = freshSessions(redis())
    await sessions.create({}, { userId: 'ada' })
    expect(await sessions.get(`abcdef.${'x'.repeat(43)}`)).toBeNull()
    expect(await sessions.get('abcdef.index')).toBeNull()
  })
})

onAnyServer('misuse of sessions', (redis) => {
  const sessions = () => freshSessions<object>(redis()).sessions

  it.each<[string, () => Promise<unknown>, string]>([
    ['a function as a field', () => sessions().create({ a: () => 1 }), 'JSON can hold; got function'],
    ['no data', () => sessions().create(undefined as never), 'data must be an object; got undefined'],
    ['a list as data', () => sessions().create([1] as never), 'data must be an object; got an array'],
    [
      'null as changes',
      () => sessions().update(`abcdef.${'x'.repeat(43)}`, null as never),
      'must be an object',
    ],
    ['a BigInt', () => sessions().create({ a: 1n }), 'BigInt'],
    ['an empty user', () => sessions().create({}, { userId: '' }), 'userId must be text that is not empty'],
    ['a user that is a number', () => sessions().list(5 as never), 'userId must be text'],
    ['an empty user at sign-in', () => sessions().rotate('x', { userId: '' }), 'userId must be text'],
    ['a list of nobody', () => sessions().destroyAll(''), 'userId must be text'],
    ['a revoke of nobody', () => sessions().revoke('', '' as never), 'userId must be text'],
  ])('refuses %s and says what to pass', async (_, act, message) => {
    await expect(act()).rejects.toThrow(TypeError)
    await expect(act()).rejects.toThrow(message)
  })

  it.each(['', 'white space', 'a.b', '{}', 'x'.repeat(129)])('refuses ids that give %j', async (secret) => {
    const { sessions } = freshSessions(redis(), { ids: () => secret })
    await expect(sessions.create({})).rejects.toThrow('ids must give 1 to 128 of A-Z a-z 0-9 _ -')
  })
})

describe('the options of sessions', () => {
  it.each([
    [{}, 'idleMs must be a whole number'],
    [{ idleMs: 0, absoluteMs: 1 }, 'idleMs must be a whole number, from 1 to'],
    [{ idleMs: 1.5, absoluteMs: 2 }, 'idleMs must be a whole number'],
    [{ idleMs: MINUTE }, 'absoluteMs must be a whole number'],
    [{ idleMs: MINUTE, absoluteMs: 1 }, 'absoluteMs must be a whole number, from 60000 to'],
    [{ idleMs: MINUTE, absoluteMs: Infinity }, 'absoluteMs must be a whole number'],
    [{ idleMs: 1, absoluteMs: 1, name: 'a{b' }, 'name must be text'],
    [{ idleMs: 1, absoluteMs: 1, name: '' }, 'name must be text'],
    [{ idleMs: 1, absoluteMs: 1, prefix: '}' }, 'prefix must be text'],
  ])('%o are refused', (options, message) => {
    const make = () => new SessionStore(undefined as never, options as never)
    expect(make).toThrow(TypeError)
    expect(make).toThrow(message)
  })
})
