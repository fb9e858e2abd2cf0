import session, { type Store } from 'express-session'
import type { Redis } from 'ioredis'
import { expect, it } from 'vitest'
import { expressSessionStore } from '../../../src/patterns/session/index.js'
import { figure } from '../../support/figures.js'
import { total, wireCommands } from '../support/commands.js'
import { freshName, onAnyServer, onRealServer } from '../support/servers.js'
import { BlobStore } from './blob-store.js'
import { meetingPoint, openWebsite } from './website.js'

const stores = {
  naive: (redis: Redis): Store => new BlobStore(redis, `${freshName()}:`),
  safe: (redis: Redis): Store => expressSessionStore(session, redis, { name: freshName() }),
}
const pattern = 'session'

onAnyServer('sessions of express-session', (redis) => {
  it('stay destroyed when a request saves late', async (context) => {
    const naive = await revived(stores.naive(redis()), 50)
    const safe = await revived(stores.safe(redis()), 50)
    figure(context, { pattern, what: 'of 50 revived by a late save over HTTP', naive, safe, goal: 0 })
    expect({ naive, safe }).toEqual({ naive: 50, safe: 0 })
  })

  it('keep what requests change at the same time', async (context) => {
    const naive = await kept(stores.naive(redis()), 20)
    const safe = await kept(stores.safe(redis()), 20)
    figure(context, { pattern, what: 'of 20 fields set by requests at the same time', naive, safe, goal: 20 })
    expect({ naive, safe }).toEqual({ naive: 1, safe: 20 })
  })
})

/** Browsers that log out while another of their requests is under way: how many are signed in afterwards. */
async function revived(store: Store, count: number): Promise<number> {
  const meeting = meetingPoint()
  const site = await openWebsite(
    {
      login: ({ session }) => void (session.userId = 'ada'),
      slow: async ({ session }) => {
        session.cart = ['tea']
        await meeting.wait()
      },
      logout: ({ session }) => new Promise<void>((resolve) => session.destroy(() => resolve())),
      who: ({ session }) => session.userId,
    },
    { store },
  )
  const browsers = Array.from({ length: count }, () => site.browser())
  const all = (page: string) => Promise.all(browsers.map((browser) => browser.open(page)))
  await all('login')
  const late = all('slow')
  await meeting.all(count)
  await all('logout')
  meeting.goOn()
  await late
  const users = await all('who')
  await site.close()
  return users.filter((user) => user === 'ada').length
}

/** One browser with many requests, each of which sets a field of its own: how many fields there are in the end. */
async function kept(store: Store, count: number): Promise<number> {
  const meeting = meetingPoint()
  let field = 0
  const site = await openWebsite(
    {
      login: ({ session }) => void (session.userId = 'ada'),
      set: async ({ session }) => {
        session[`field-${field++}`] = true
        await meeting.wait()
      },
      show: ({ session }) => Object.keys(session).filter((name) => name.startsWith('field-')),
    },
    { store },
  )
  const browser = site.browser()
  await browser.open('login')
  const requests = Array.from({ length: count }, () => browser.open('set'))
  await meeting.all(count)
  meeting.goOn()
  await Promise.all(requests)
  const fields = (await browser.open('show')) as string[]
  await site.close()
  return fields.length
}

onRealServer('what a request with express-session sends', (redis) => {
  it.for<[what: string, pages: string[], goal: number]>([
    ['a new session', ['login'], 1],
    ['a request that only reads', ['login', 'show'], 2],
    ['a request that changes something', ['login', 'login'], 2],
  ])('is as little as can be: %s', async ([what, [first = '', then], goal], context) => {
    let n = 0
    const pages = {
      login: ({ session: its }: { session: session.SessionData }) => void (its.n = n++),
      show: () => 1,
    }
    const site = await openWebsite(pages, { store: stores.safe(redis()) })
    for (const page of [first, 'show']) await site.browser().open(page) // The first call of a script is an EVAL.
    const browser = site.browser()
    await browser.open('login')
    if (then) await browser.open(then)
    else browser.cookie = ''
    const safe = total(await wireCommands(redis(), () => browser.open(then ?? first)))
    figure(context, { pattern, what: `wire commands: express-session, ${what}`, safe, goal })
    expect(safe).toBe(goal)
    await site.close()
  })
})
