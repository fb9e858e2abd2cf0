import { expect, test } from 'vitest'
// #region example
import { SessionStore } from '../../src/patterns/session/index.js'
// #endregion
import { onEachEngine } from '../support/engines.js'

/** What the lesson and the README show of the library, run. */
onEachEngine((engine) => {
  test('the example of the lesson answers what it says', async () => {
    const redis = await engine().connect('lesson')
    // #region example
    const sessions = new SessionStore<{ cart: string[]; theme?: string }>(redis, {
      prefix: 'app:',
      idleMs: 30 * 60_000, // ends half an hour after the last request
      absoluteMs: 12 * 3_600_000, // ends after twelve hours, whatever happens
    })

    const visit = await sessions.create({ cart: [] }) // put visit.id into a cookie
    await sessions.update(visit.id, { cart: ['tea'] }) // other fields stay as they are, whoever writes them
    const session = await sessions.rotate(visit.id, { userId: 'ada' }) // sign-in: a new id, the old one is dead

    const found = await sessions.get(session?.id, { touch: true }) // every request: read it, and put off its end
    const devices = await sessions.list('ada') // where ada is signed in
    await sessions.destroyAll('ada', { except: session?.id }) // log out everywhere else
    // #endregion
    expect(found).toMatchObject({ userId: 'ada', data: { cart: ['tea'] } })
    expect(devices).toHaveLength(1)
    expect(await sessions.get(visit.id)).toBeNull()
    await sessions.destroyAll('ada')
  })
})
