import fc from 'fast-check'
import type { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { SessionStore } from '../../../src/patterns/session/index.js'
import { NaiveSessions } from '../../../src/patterns/session/naive.js'
import { freshName, onAnyServer } from '../support/servers.js'
import { HOUR } from './times.js'

const REQUESTS = 4

/** What a request does with one session: sets a field of its own, or ends the session. */
const action = fc.constantFrom('update', 'destroy')

interface Version {
  create(): Promise<string>
  update(id: string, changes: Record<string, unknown>): Promise<unknown>
  destroy(id: string): Promise<unknown>
  data(id: string): Promise<object | null>
}

onAnyServer('requests of one browser, in any order of their commands', (redis) => {
  const clients: Redis[] = []
  const sends: Redis['sendCommand'][] = []
  beforeAll(() => {
    for (let n = 0; n < REQUESTS; n++) {
      const client = redis().duplicate()
      clients.push(client)
      sends.push(client.sendCommand.bind(client))
    }
  })
  afterAll(() => {
    for (const client of clients) client.disconnect()
  })

  /** Each request has a client of its own, whose commands leave when the scheduler says so. */
  function property(version: (redis: Redis, name: string) => Version) {
    const actions = fc.array(action, { minLength: 2, maxLength: REQUESTS })
    return fc.asyncProperty(actions, fc.scheduler(), async (actions, scheduler) => {
      const name = freshName()
      const quiet = version(redis(), name)
      const id = await quiet.create()
      const works = actions.map((action, n) => {
        clients[n]!.sendCommand = (command) => {
          void scheduler.schedule(Promise.resolve(), command.name).then(() => void sends[n]!(command))
          return command.promise
        }
        const request = version(clients[n]!, name)
        return action === 'destroy' ? request.destroy(id) : request.update(id, { [`by-${n}`]: n })
      })
      await scheduler.waitFor(Promise.all(works))
      const set = actions.flatMap((action, n) => (action === 'update' ? [[`by-${n}`, n]] : []))
      const expected = actions.includes('destroy') ? null : (Object.fromEntries(set) as object)
      expect(await quiet.data(id)).toEqual(expected)
    })
  }

  const safe = (redis: Redis, name: string): Version => {
    const sessions = new SessionStore(redis, { name, idleMs: HOUR, absoluteMs: HOUR })
    return {
      create: async () => (await sessions.create({})).id,
      update: (id, changes) => sessions.update(id, changes),
      destroy: (id) => sessions.destroy(id),
      data: async (id) => (await sessions.get(id))?.data ?? null,
    }
  }

  const naive = (redis: Redis, name: string): Version => {
    const sessions = new NaiveSessions(redis, { prefix: `${name}:`, ttlSeconds: 60 })
    return {
      create: () => sessions.create({}),
      update: (id, changes) => sessions.update(id, changes),
      destroy: (id) => sessions.destroy(id),
      data: (id) => sessions.get(id),
    }
  }

  it('lose no field and bring nothing back', async () => {
    await fc.assert(property(safe), { numRuns: 200 })
  })

  it('do either with the naive version, for some order', async () => {
    const { failed } = await fc.check(property(naive), { numRuns: 200, endOnFailure: true })
    expect(failed).toBe(true)
  })
})
