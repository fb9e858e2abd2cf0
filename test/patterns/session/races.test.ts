import { Cluster } from 'ioredis'
import { expect, it } from 'vitest'
import { SessionLostError } from '../../../src/patterns/session/index.js'
import { Gate } from '../support/commands.js'
import { onAnyServer, onEveryServer, onRealServer } from '../support/servers.js'
import { freshSessions } from './fresh-sessions.js'

onAnyServer('a session that is rotated while all are destroyed', (redis) => {
  it('does not get away under its new id', async () => {
    const client = redis().duplicate()
    const { sessions, name, clock } = freshSessions(redis())
    const slow = freshSessions(client, { name, now: () => clock.ms }).sessions
    const first = await sessions.create({}, { userId: 'ada' })
    await slow.destroyAll('nobody') // Its scripts are known from now on.
    const destroyed = slow.destroyAll('ada')
    const gate = new Gate(client, 'evalsha') // The first command has left: the list.
    await gate.waiting(1)
    const rotated = await sessions.rotate(first.id)
    gate.open()
    expect(await destroyed).toBe(1)
    expect(await sessions.get(rotated!.id)).toBeNull()
    expect(await sessions.list('ada')).toEqual([])
    client.disconnect()
  })
})

onRealServer('a script cache that is emptied in mid-use', (redis) => {
  it('costs a second round trip, and no session', async () => {
    const { sessions } = freshSessions(redis())
    const works = Array.from({ length: 200 }, async (_, n) => {
      if (n % 20 === 10) await redis().script('FLUSH')
      const { id } = await sessions.create({ n }, { userId: 'ada' })
      const rotated = await sessions.rotate(id)
      return (
        (await sessions.update(rotated!.id, { done: true })) && (await sessions.touch(rotated!.id)) !== null
      )
    })
    expect(await Promise.all(works)).toEqual(Array(200).fill(true))
    expect(await sessions.list('ada')).toHaveLength(200)
    expect(await sessions.destroyAll('ada')).toBe(200)
  })
})

onEveryServer('many requests at the same time', (redis) => {
  it('lose no field of a session', async () => {
    const { sessions } = freshSessions(redis())
    const { id } = await sessions.create({})
    await Promise.all(Array.from({ length: 100 }, (_, n) => sessions.update(id, { [`field-${n}`]: n })))
    expect(Object.keys((await sessions.get(id))!.data)).toHaveLength(100)
  })

  it('rotate a session once', async () => {
    const { sessions } = freshSessions(redis())
    const { id } = await sessions.create({ cart: ['tea'] })
    const rotations = await Promise.all(
      Array.from({ length: 10 }, () => sessions.rotate(id, { userId: 'ada' })),
    )
    expect(rotations.filter((session) => session !== null)).toHaveLength(1)
    expect(await sessions.list('ada')).toHaveLength(1)
  })

  it('leave nothing of a user that is logged out everywhere', async () => {
    const { sessions } = freshSessions(redis())
    const { id } = await sessions.create({}, { userId: 'ada' })
    const [count] = await Promise.all([
      sessions.destroyAll('ada'),
      ...Array.from({ length: 10 }, () => sessions.update(id, { late: true })),
      ...Array.from({ length: 10 }, () => sessions.touch(id)),
    ])
    expect(count).toBe(1)
    expect(await sessions.get(id)).toBeNull()
  })
})

onEveryServer('a sign-in on a cluster', (redis) => {
  it('that fails between its two steps loses the session, and says so', async ({ skip }) => {
    const cluster = redis()
    skip(!(cluster instanceof Cluster), 'only a cluster takes two steps')
    const { sessions, name, clock } = freshSessions(cluster)
    const visit = await sessions.create({ cart: ['tea'] })
    const failing = failingAfter(1, cluster)
    const other = freshSessions(failing, { name, now: () => clock.ms }).sessions
    const lost = other.rotate(visit.id, { userId: 'a user of another slot' })
    await expect(lost).rejects.toThrow(SessionLostError)
    await expect(lost).rejects.toMatchObject({ code: 'SESSION_LOST', cause: { message: 'lost' } })
    expect(await sessions.get(visit.id)).toBeNull()
    expect(await sessions.list('a user of another slot')).toEqual([])
  })
})

/** A client whose connection is lost after that many scripts. */
function failingAfter<Client extends object>(scripts: number, client: Client): Client {
  let left = scripts
  const lost = () => Promise.reject(new Error('lost'))
  return new Proxy(client, {
    get(target, property) {
      if (property === 'evalshaBuffer' && left-- <= 0) return lost
      const value = Reflect.get(target, property) as unknown
      return typeof value === 'function' ? (value.bind(target) as unknown) : value
    },
  })
}
