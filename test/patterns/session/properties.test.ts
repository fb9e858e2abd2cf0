import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { SessionId, SessionStore } from '../../../src/patterns/session/index.js'
import { onEveryServer } from '../support/servers.js'
import { freshSessions } from './fresh-sessions.js'
import { Model } from './model.js'
import { MINUTE } from './times.js'

// Few sessions, users and fields, so that they meet often.
const which = fc.nat(5)
const user = fc.constantFrom('ada', 'grace', 'é🏆')
const maybeUser = fc.option(user, { nil: undefined })
const name = fc.constantFrom('a', 'b', '@user', '@@x', '', 'é🏆')
const data = fc.dictionary(name, fc.jsonValue(), { noNullPrototype: true, maxKeys: 4 })
const changes = fc.dictionary(name, fc.option(fc.jsonValue(), { nil: undefined }), { noNullPrototype: true })
const step = fc.oneof(
  fc.record({ kind: fc.constant('create'), data, user: maybeUser }),
  fc.record({ kind: fc.constant('get'), which, touch: fc.boolean() }),
  fc.record({ kind: fc.constant('touch'), which }),
  fc.record({ kind: fc.constant('update'), which, changes }),
  fc.record({ kind: fc.constant('rotate'), which, user: maybeUser }),
  fc.record({ kind: fc.constant('destroy'), which }),
  fc.record({ kind: fc.constant('list'), user }),
  fc.record({ kind: fc.constant('destroyAll'), user, which }),
  fc.record({ kind: fc.constant('wait'), minutes: fc.constantFrom(1, 5, 10, 20) }),
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

interface Run {
  sessions: SessionStore
  model: Model
  clock: { ms: number }
  /** All ids that were ever given out. A step names one by its place, from the newest. */
  ids: SessionId[]
}

onEveryServer('any sequence of operations on sessions', (redis) => {
  it('does what a plain model does', async () => {
    const sequence = fc.array(step, { minLength: 1, maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(sequence, async (steps) => {
        const life = { idleMs: 15 * MINUTE, absoluteMs: 40 * MINUTE }
        const { sessions, clock } = freshSessions(redis(), life)
        const run: Run = { sessions, clock, model: new Model(clock, life.idleMs, life.absoluteMs), ids: [] }
        for (const each of steps) await compare(each, run)
        for (let at = 0; at < run.ids.length; at++) await compareSession(run, at, false)
      }),
      { numRuns: 60 },
    )
  })
})

async function compare(step: Step, run: Run): Promise<void> {
  const { sessions, model, clock, ids } = run
  const at = 'which' in step ? Math.max(0, ids.length - 1 - step.which) : -1
  const id = ids[at]
  switch (step.kind) {
    case 'create': {
      model.create(ids.length, step.data, step.user)
      const { id } = await sessions.create(step.data, step.user === undefined ? {} : { userId: step.user })
      ids.push(id)
      return
    }
    case 'get':
      return compareSession(run, at, step.touch)
    case 'touch':
      return expect(await sessions.touch(id)).toBe(model.touch(at))
    case 'update':
      return expect(await sessions.update(id, step.changes)).toBe(model.update(at, step.changes))
    case 'rotate': {
      const rotated = await sessions.rotate(id, step.user === undefined ? {} : { userId: step.user })
      expect(rotated !== null).toBe(model.rotate(at, ids.length, step.user))
      if (rotated) ids.push(rotated.id)
      return
    }
    case 'destroy':
      return expect(await sessions.destroy(id)).toBe(model.destroy(at))
    case 'list': {
      const listed = (await sessions.list(step.user)).map(({ handle: _, ...session }) => session)
      expect(listed).toHaveLength(model.list(step.user).length)
      return expect(listed).toEqual(expect.arrayContaining(model.list(step.user)))
    }
    case 'destroyAll':
      return expect(await sessions.destroyAll(step.user, { except: id })).toBe(
        model.destroyAll(step.user, at),
      )
    case 'wait':
      clock.ms += step.minutes * MINUTE
  }
}

async function compareSession({ sessions, model, ids }: Run, at: number, touch: boolean): Promise<void> {
  if (touch) model.touch(at)
  const session = await sessions.get(ids[at], { touch })
  const kept = model.get(at)
  if (!kept) return expect(session).toBeNull()
  const { id, handle: _, ...rest } = session!
  expect(id).toBe(ids[at])
  expect(rest).toEqual(JSON.parse(JSON.stringify(kept)))
}
