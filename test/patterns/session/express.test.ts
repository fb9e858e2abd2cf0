import session, { type Store } from 'express-session'
import { expect, it } from 'vitest'
import { expressSessionStore } from '../../../src/patterns/session/index.js'
import { freshName, onEveryServer } from '../support/servers.js'
import { openSite, type Pages, type Settings } from './express-site.js'
import { meetingPoint } from './website.js'

onEveryServer('express-session with this store', (redis) => {
  const open = (pages: Pages, settings?: Settings) => openSite(redis(), pages, settings)

  it('is a store by its types', () => {
    const store: Store = expressSessionStore(session, redis())
    expect(store).toBeInstanceOf(session.Store)
  })

  it('keeps what a page puts into the session', async () => {
    const { browser, count } = await open({
      login: ({ session }) =>
        void Object.assign(session, { userId: 'ada', roles: ['admin'], '@odd': { deep: [1, null] } }),
      change: ({ session }) => void (session.roles as string[]).push('editor'),
      leave: ({ session }) => void delete session['@odd'],
    })
    expect(await browser.open('show')).toEqual({})
    expect(browser.cookie).toBe('')
    expect(await count()).toBe(0)
    await browser.open('login')
    expect(await browser.open('show')).toEqual({
      userId: 'ada',
      roles: ['admin'],
      '@odd': { deep: [1, null] },
    })
    await browser.open('change')
    await browser.open('leave')
    expect(await browser.open('show')).toEqual({ userId: 'ada', roles: ['admin', 'editor'] })
    expect(await count()).toBe(1)
  })

  it('stores an untouched session when told to', async () => {
    const { browser, count } = await open({}, { saveUninitialized: true })
    await browser.open('show')
    expect(await count()).toBe(1)
    expect(await browser.open('show')).toEqual({})
  })

  it.each([true, false])(
    'keeps the changes of requests that run at the same time, resave: %s',
    async (resave) => {
      const meeting = meetingPoint()
      const change =
        (field: string) =>
        async ({ session }: { session: Record<string, unknown> }) => {
          session[field] = `by ${field}`
          await meeting.wait()
        }
      const { browser } = await open(
        {
          start: ({ session }) => void Object.assign(session, { gone: true, cart: [] }),
          cart: async ({ session }) => {
            ;(session.cart as string[]).push('tea')
            delete session.gone
            await meeting.wait()
          },
          theme: change('theme'),
          language: change('language'),
          look: () => meeting.wait(),
        },
        { resave },
      )
      await browser.open('start')
      const requests = ['cart', 'theme', 'language', 'look'].map((page) => browser.open(page))
      await meeting.all(4)
      meeting.goOn()
      await Promise.all(requests)
      expect(await browser.open('show')).toEqual({
        cart: ['tea'],
        theme: 'by theme',
        language: 'by language',
      })
    },
  )

  it.each([true, false])(
    'never revives a session that was destroyed meanwhile, resave: %s',
    async (resave) => {
      const meeting = meetingPoint()
      const { browser, count, events } = await open(
        {
          start: ({ session }) => void (session.userId = 'ada'),
          slow: async ({ session }) => {
            session.cart = ['tea']
            await meeting.wait()
          },
          look: () => meeting.wait(),
          again: async ({ session }) => {
            session.n = 1
            await new Promise<void>((resolve) => session.save(() => resolve()))
            await meeting.wait()
            session.n = 2
          },
          logout: ({ session }) => new Promise<void>((resolve) => session.destroy(() => resolve())),
        },
        { resave },
      )
      await browser.open('start')
      const late = ['slow', 'look', 'again'].map((page) => browser.open(page))
      await meeting.all(3)
      await browser.open('logout')
      meeting.goOn()
      await Promise.all(late)
      expect(await count()).toBe(0)
      expect(await browser.open('show')).toEqual({})
      expect(events.filter((event) => event.type === 'missed' && event.operation === 'save')).not.toEqual([])
    },
  )

  it('never revives by a second save a session that the same request created', async () => {
    const meeting = meetingPoint()
    const { browser, store, count } = await open({
      start: async ({ session }) => {
        session.n = 1
        await new Promise<void>((resolve) => session.save(() => resolve()))
        await meeting.wait()
        session.n = 2
      },
    })
    const late = browser.open('start')
    await meeting.all(1)
    await new Promise<void>((resolve) => store.clear(() => resolve()))
    meeting.goOn()
    await late
    expect(await count()).toBe(0)
  })

  it('gives a new id by regenerate, and the old one opens nothing', async () => {
    const { browser, count } = await open({
      start: ({ session }) => void (session.cart = ['tea']),
      login: ({ session }) => new Promise<void>((resolve) => session.regenerate(() => resolve())),
      mark: ({ session }) => void (session.userId = 'ada'),
    })
    await browser.open('start')
    const planted = browser.cookie
    await browser.open('login')
    await browser.open('mark')
    expect(browser.cookie).not.toBe(planted)
    expect(await browser.open('show')).toEqual({ userId: 'ada' })
    browser.cookie = planted
    expect(await browser.open('show')).toEqual({})
    expect(await count()).toBe(1)
  })

  it('reloads what others have written, and saves on top of it', async () => {
    const meeting = meetingPoint()
    const { browser } = await open({
      start: ({ session }) => void (session.a = 1),
      other: ({ session }) => void Object.assign(session, { a: 2, b: 2 }),
      reload: async (request) => {
        await meeting.wait()
        await new Promise<void>((resolve) => request.session.reload(() => resolve()))
        request.session.c = [request.session.a, request.session.b]
      },
    })
    await browser.open('start')
    const reloaded = browser.open('reload')
    await meeting.all(1)
    await browser.open('other')
    meeting.goOn()
    await reloaded
    expect(await browser.open('show')).toEqual({ a: 2, b: 2, c: [2, 2] })
  })

  it("destroys a session that is unset, with unset: 'destroy'", async () => {
    const { browser, count } = await open(
      {
        start: ({ session }) => void (session.a = 1),
        unset: (request) => void Object.assign(request, { session: null }),
      },
      { unset: 'destroy' },
    )
    await browser.open('start')
    await browser.open('unset')
    expect(await count()).toBe(0)
  })

  it('lists, counts and clears its own sessions only', async () => {
    const pages: Pages = { start: ({ session }) => void (session.of = 'one') }
    const prefix = 'glob*[?]\\:'
    const one = await open(pages, { of: { prefix } })
    const other = await open(pages, { of: { prefix } })
    await Promise.all([1, 2, 3].map(() => one.site.browser().open('start')))
    await other.browser.open('start')
    const all = await new Promise((resolve) => one.store.all((_, sessions) => resolve(sessions)))
    const session = { of: 'one', cookie: expect.objectContaining({ path: '/' }) as unknown }
    expect(all).toEqual([session, session, session])
    await new Promise<void>((resolve) => one.store.clear(() => resolve()))
    expect([await one.count(), await other.count()]).toEqual([0, 1])
  })

  it('takes any text for an id', async () => {
    const ids = ['{other}', 'a b\r\n', '*', 'é🏆', `${freshName()}:index`]
    for (const id of ids) {
      const { browser } = await open({ start: ({ session }) => void (session.a = 1) }, { genid: () => id })
      await browser.open('start')
      expect(await browser.open('show')).toEqual({ a: 1 })
    }
  })
})
