import { promisify } from 'node:util'
import session from 'express-session'
import { expect, it } from 'vitest'
import { expressSessionStore, type SessionEvent } from '../../../src/patterns/session/index.js'
import { freshName, onAnyServer } from '../support/servers.js'
import { openWebsite } from './website.js'

const cookie = () => new session.Cookie()

onAnyServer('the store, called without express-session', (redis) => {
  const open = () => promised(expressSessionStore(session, redis(), { name: freshName() }))

  it('calls back without a session for an id that it does not know', async () => {
    const store = open()
    expect(await store.get('unknown')).toBeNull()
    await store.destroy('unknown')
    await store.touch('unknown', { cookie: cookie() })
    expect(await store.get('unknown')).toBeNull()
  })

  it('calls back later, never at once', async () => {
    const store = expressSessionStore(session, redis(), { name: freshName() })
    let returned = false
    const later = new Promise<boolean>((resolve) =>
      store.set('a', { cookie: cookie() }, () => resolve(returned)),
    )
    returned = true
    expect(await later).toBe(true)
  })

  it('writes a session that it never saw, whatever was there', async () => {
    const store = open()
    await store.set('a', { cookie: cookie(), one: 1 })
    await store.set('a', { cookie: cookie(), two: 2 })
    expect(await store.get('a')).toEqual({ two: 2, cookie: expect.anything() as unknown })
  })

  it('writes the changes of one that was read, as a web socket does without a request', async () => {
    const store = open()
    await store.set('a', { cookie: cookie(), one: 1, list: [] })
    const [mine, theirs] = [await store.get('a'), await store.get('a')]
    await store.set('a', { ...theirs!, other: true }) // A copy: all of it is written.
    Object.assign(mine!, { one: 2 })
    await store.set('a', mine!)
    expect(await store.get('a')).toMatchObject({ one: 2, list: [], other: true })
    await store.destroy('a')
    await store.set('a', mine!)
    expect(await store.get('a')).toBeNull()
  })

  it('writes all of one that was read under another id', async () => {
    const store = open()
    await store.set('a', { cookie: cookie(), one: 1 })
    await store.set('b', (await store.get('a'))!)
    expect(await store.get('b')).toMatchObject({ one: 1 })
  })

  it('leaves out what JSON leaves out', async () => {
    const store = open()
    await store.set('a', {
      cookie: cookie(),
      no: undefined,
      function: () => 1,
      symbol: Symbol('s'),
      yes: null,
    })
    expect(Object.keys((await store.get('a'))!).toSorted()).toEqual(['cookie', 'yes'])
  })

  it('saves one after the other, so that a second save does not overtake the first', async () => {
    const store = open()
    const data: session.SessionData = { cookie: cookie(), n: 0 }
    const saves = [1, 2, 3].map((n) => store.set('a', Object.assign(data, { n })))
    await Promise.all(saves)
    expect(await store.get('a')).toMatchObject({ n: 3 })
  })
})

onAnyServer('a store whose server is away', (redis) => {
  function closedClient() {
    const client = redis().duplicate({ lazyConnect: true })
    client.disconnect()
    return client
  }

  it('calls back with the error, and the page fails', async () => {
    const client = closedClient()
    const raw = expressSessionStore(session, client, { name: freshName() })
    const store = promised(raw)
    const data = { cookie: cookie() }
    const works = [store.get('a'), store.set('a', data), store.touch('a', data), store.destroy('a')]
    for (const work of [
      ...works,
      done(raw.all.bind(raw)),
      done(raw.length.bind(raw)),
      done(raw.clear.bind(raw)),
    ]) {
      await expect(work).rejects.toThrow('Connection is closed')
    }
    const site = await openWebsite({ show: () => 'shown' }, { store: raw, genid: () => 'a' })
    const browser = site.browser()
    browser.cookie = await cookieOf(redis())
    await expect(browser.open('show')).rejects.toThrow('Connection is closed')
    await site.close()
  })

  it('tells the hook when nobody gave a callback', async () => {
    const events: SessionEvent[] = []
    const client = closedClient()
    const onEvent = (event: SessionEvent) => events.push(event)
    const store = expressSessionStore(session, client, { name: freshName(), onEvent })
    store.destroy('a')
    await expect
      .poll(() => events)
      .toEqual([{ type: 'failed', operation: 'destroy', error: expect.any(Error) }])
  })

  it('saves again what a failed save did not write', async () => {
    const client = redis().duplicate()
    const store = promised(expressSessionStore(session, client, { name: freshName() }))
    await store.set('a', { cookie: cookie() })
    const data = (await store.get('a'))!
    const send = client.sendCommand
    client.sendCommand = () => Promise.reject(new Error('lost'))
    await expect(store.set('a', Object.assign(data, { n: 1 }))).rejects.toThrow('lost')
    client.sendCommand = send
    await store.set('a', data)
    expect(await store.get('a')).toMatchObject({ n: 1 })
    client.disconnect()
  })
})

/** The cookie of a session, signed as the website signs it. */
async function cookieOf(redis: Parameters<typeof expressSessionStore>[1]): Promise<string> {
  const store = expressSessionStore(session, redis, { name: freshName() })
  const site = await openWebsite(
    { start: ({ session }) => void (session.a = 1) },
    { store, genid: () => 'a' },
  )
  const browser = site.browser()
  await browser.open('start')
  await site.close()
  return browser.cookie
}

function promised(store: session.Store) {
  type Data = session.SessionData
  return {
    get: (id: string) => done<Data | null | undefined>((callback) => store.get(id, callback)),
    set: (id: string, data: Data) => done((callback) => store.set(id, data, callback)),
    touch: (id: string, data: Data) => done((callback) => store.touch!(id, data, callback)),
    destroy: (id: string) => done((callback) => store.destroy(id, callback)),
  }
}

function done<Result>(call: (callback: (error?: unknown, result?: Result) => void) => void): Promise<Result> {
  return promisify(call)() as Promise<Result>
}
