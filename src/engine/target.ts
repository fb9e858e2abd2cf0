import { EngineChoiceError } from './engine.js'

/** Where a Redis listens and how to sign in. */
export interface Target {
  host: string
  port: number
  /** A unix socket, instead of host and port. */
  path?: string
  tls: boolean
  username?: string
  password?: string
  db: number
  /** For people: a URL without user and password. */
  address: string
}

export function loopbackTarget(port: number): Target {
  return { host: '127.0.0.1', port, tls: false, db: 0, address: `redis://127.0.0.1:${port}` }
}

const SCHEMES = ['redis:', 'rediss:', 'unix:']

/**
 * Reads `redis://`, `rediss://`, `unix://` or `host:port`. Parameters that other clients understand are left alone.
 * Messages never quote the text: it may hold a password in any place.
 */
export function parseUrl(text: string, from: string): Target {
  const url = asUrl(text.trim())
  if (url === undefined || !SCHEMES.includes(url.protocol)) throw unreadable(from)
  return { ...(url.protocol === 'unix:' ? socket(url) : tcp(url, from)), ...credentials(url) }
}

function asUrl(text: string): URL | undefined {
  if (text === '') return undefined
  if (text.startsWith('/')) return parse(`unix://${text}`)
  return parse(text.includes('://') ? text : `redis://${text}`)
}

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}

function tcp(url: URL, from: string): Target {
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1') || '127.0.0.1'
  const port = Number(url.port || 6379)
  const database = url.pathname.replace(/^\//, '')
  if (!/^\d*$/.test(database)) throw unreadable(from)
  const shown = `${url.protocol}//${url.hostname || host}:${port}${database && `/${database}`}`
  return { host, port, tls: url.protocol === 'rediss:', db: Number(database), address: shown }
}

function socket(url: URL): Target {
  const path = decode(url.pathname)
  const db = Number(url.searchParams.get('db') ?? 0)
  return { host: '', port: 0, path, tls: false, db, address: `unix://${path}` }
}

function credentials(url: URL): Pick<Target, 'username' | 'password'> {
  const username = decode(url.username)
  const password = decode(url.password)
  if (username !== '') return { username, password }
  return password === '' ? {} : { password }
}

/** A password with a bare `%` is meant as it stands. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function unreadable(from: string): EngineChoiceError {
  return new EngineChoiceError(
    `the Redis URL in ${from} cannot be read`,
    'give redis://host:port, rediss://user:password@host:port/db or unix:///path/to/redis.sock',
  )
}
