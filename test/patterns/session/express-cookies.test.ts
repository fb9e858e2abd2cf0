import type { SessionOptions } from 'express-session'
import { expect, it } from 'vitest'
import { freshName, onEveryServer } from '../support/servers.js'
import { openSite } from './express-site.js'
import { keyOfForeign } from './fresh-sessions.js'
import { MINUTE } from './times.js'

onEveryServer('a session of express-session', (redis) => {
  it.each<[what: string, cookie: SessionOptions['cookie'], leastMs: number]>([
    ['its cookie', { maxAge: 20 * MINUTE }, 20 * MINUTE],
    ['the browser, for as long as it was told', {}, 5 * MINUTE],
  ])('lives as long as %s, from its last use on', async (_, cookie, wantedMs) => {
    const name = freshName()
    const { browser } = await openSite(
      redis(),
      { start: ({ session }) => void (session.a = 1) },
      { cookie, of: { name, idleMs: 5 * MINUTE }, genid: () => 'known' },
    )
    await browser.open('start')
    const key = keyOfForeign(name, 'known')
    expect(await aboutMs(key)).toBe(wantedMs)
    await redis().pexpire(key, MINUTE)
    await browser.open('show')
    expect(await aboutMs(key)).toBe(wantedMs)
  })

  it('ends when its cookie is over, and at the cap, whatever the cookie says', async () => {
    const name = freshName()
    const { browser, count } = await openSite(
      redis(),
      {
        start: ({ session }) => void (session.a = 1),
        end: ({ session }) => void (session.cookie.expires = new Date(Date.now() - 1)),
      },
      {
        cookie: { maxAge: 60 * MINUTE },
        of: { name, idleMs: MINUTE, absoluteMs: 10 * MINUTE },
        genid: () => 'known',
      },
    )
    await browser.open('start')
    expect(await aboutMs(keyOfForeign(name, 'known'))).toBe(10 * MINUTE)
    await browser.open('end')
    expect(await count()).toBe(0)
  })

  it.each([
    [true, /Expires/],
    [false, /^$/],
  ])('sends the cookie again only when rolling: %s', async (rolling, expected) => {
    const { browser } = await openSite(
      redis(),
      { start: ({ session }) => void (session.a = 1) },
      { rolling, cookie: { maxAge: MINUTE } },
    )
    await browser.open('start')
    const [cookie = ''] = browser.cookie.split(';')
    browser.cookie = cookie
    await browser.open('show')
    expect(browser.cookie.slice(cookie.length)).toMatch(expected)
  })

  async function aboutMs(key: string): Promise<number> {
    return Math.ceil(Number(await redis().pttl(key)) / MINUTE) * MINUTE
  }
})
