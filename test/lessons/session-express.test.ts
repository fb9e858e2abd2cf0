// #region example
import session from 'express-session'
import { expressSessionStore } from '../../src/patterns/session/index.js'
// #endregion
import { expect, test } from 'vitest'
import { openWebsite } from '../patterns/session/website.js'
import { onEachEngine } from '../support/engines.js'

onEachEngine((engine) => {
  test('the store of the lesson serves a website', async () => {
    const redis = await engine().connect('lesson')
    const secret = 'known to the server'
    // #region example
    const store = expressSessionStore(session, redis, { prefix: 'app:' })
    const settings = {
      store,
      secret,
      resave: false,
      saveUninitialized: false,
      cookie: { maxAge: 30 * 60_000 },
    }
    const middleware = session(settings) // app.use(middleware)
    // #endregion
    expect(middleware).toBeTypeOf('function')
    const site = await openWebsite({ login: ({ session }) => (session.userId = 'ada') }, settings)
    expect(await site.browser().open('login')).toBe('ada')
    expect(await redis.keys('app:{express:*')).toHaveLength(1)
    await new Promise<void>((resolve) => store.clear(() => resolve()))
    await site.close()
  })
})
