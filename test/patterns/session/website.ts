import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import session, { type SessionOptions, type Store } from 'express-session'

declare module 'express-session' {
  interface SessionData {
    [field: string]: unknown
  }
}

type Middleware = (request: unknown, response: unknown, next: (error?: Error) => void) => void
type Request = IncomingMessage & {
  session: session.Session & session.SessionData
  sessionID: string
  sessionStore: Store
}
/** A page: what it returns is the reply, as JSON. */
type Page = (request: Request) => unknown

/** A web server with express-session. */
export interface Website {
  /** Another browser, without cookies. */
  browser(): Browser
  close(): Promise<void>
}

export interface Browser {
  /** Opens a page, and keeps the cookie that comes with it. @throws what the server says when it fails. */
  open(page: string): Promise<unknown>
  /** The session's cookie, with all that the server said of it. */
  cookie: string
}

export async function openWebsite(
  pages: Record<string, Page>,
  options: Partial<SessionOptions>,
): Promise<Website> {
  const settings = { secret: 'known to the server', resave: false, saveUninitialized: false, ...options }
  const middleware = session(settings) as unknown as Middleware
  const server = createServer((request, response) => {
    middleware(request, response, (error) => {
      void reply(response, () => {
        if (error) throw error
        return (pages[request.url?.slice(1) ?? ''] as Page)(request as Request)
      })
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return {
    browser: () => browserOf(`http://127.0.0.1:${port}/`),
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

async function reply(response: ServerResponse, answer: () => unknown): Promise<void> {
  try {
    const shown = await answer()
    response.end(JSON.stringify(shown ?? null))
  } catch (error) {
    response.statusCode = 500
    response.end(String(error))
  }
}

function browserOf(url: string): Browser {
  const browser: Browser = {
    cookie: '',
    async open(page) {
      const [cookie = ''] = browser.cookie.split(';')
      const response = await fetch(url + page, { headers: { cookie } })
      browser.cookie = response.headers.get('set-cookie') ?? browser.cookie
      if (!response.ok) throw new Error(await response.text())
      return response.json()
    },
  }
  return browser
}

/** Holds requests in the middle of a page. */
export function meetingPoint() {
  const waiting: (() => void)[] = []
  let arrived = () => {}
  return {
    /** In the page: waits for `goOn`. */
    wait: () =>
      new Promise<void>((resolve) => {
        waiting.push(resolve)
        arrived()
      }),
    /** Resolves when that many requests wait. */
    async all(count: number) {
      while (waiting.length < count) await new Promise<void>((resolve) => (arrived = resolve))
    },
    goOn() {
      for (const go of waiting.splice(0)) go()
    },
  }
}
