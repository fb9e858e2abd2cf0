import { promisify } from 'node:util'
import session, { type SessionOptions } from 'express-session'
import { onTestFinished } from 'vitest'
import type { RedisLike } from '../../../src/patterns/_kit/redis-like.js'
import {
  expressSessionStore,
  type ExpressStoreOptions,
  type SessionEvent,
} from '../../../src/patterns/session/index.js'
import { freshName } from '../support/servers.js'
import { openWebsite } from './website.js'

export type Pages = Parameters<typeof openWebsite>[0]
/** Of express-session, and of the store. */
export type Settings = Partial<SessionOptions> & { of?: ExpressStoreOptions }

/** A website with our store, until the test is over. `show` shows what is in the session. */
export async function openSite(redis: RedisLike, pages: Pages, { of, ...settings }: Settings = {}) {
  const events: SessionEvent[] = []
  const onEvent = (event: SessionEvent) => events.push(event)
  const store = expressSessionStore(session, redis, { name: freshName(), onEvent, ...of })
  const show: Pages[string] = ({ session: { cookie: _, ...data } }) => data
  const site = await openWebsite({ show, ...pages }, { store, ...settings })
  onTestFinished(() => site.close())
  return { store, events, site, browser: site.browser(), count: promisify(store.length.bind(store)) }
}
