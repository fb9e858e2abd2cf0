import { parseDuration } from '../../../scenario/duration.js'
import { shown } from '../../../scenario/shown.js'

/** Milliseconds: from the beginning of the pattern, or since 1970. */
export interface RequestTime {
  kind: 'offset' | 'date'
  ms: number
}

interface Problem {
  problem: string
}

/** A number from here on is a date: seconds since 1970, those of 2001 and later. */
const FIRST_EPOCH_SECOND = 1e9
/** The same in milliseconds. */
const FIRST_EPOCH_MS = 1e12
const LATEST_MS = Date.UTC(2100, 0)
const ISO = /^(\d{4}-\d\d-\d\d)([T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/

/** `12.5`, `1m30s`, an ISO date, or seconds or milliseconds since 1970. A date without a zone is in UTC. */
export function parseTime(text: string): RequestTime | Problem {
  const time = number(text) ?? offset(text) ?? isoDate(text)
  if (time === undefined || Number.isNaN(time.ms)) return { problem: `${shown(text)} is not a time` }
  const most = time.kind === 'date' ? LATEST_MS : FIRST_EPOCH_MS
  return time.ms <= most ? time : { problem: `${shown(text)} is too far in the future` }
}

export function isProblem(time: RequestTime | Problem): time is Problem {
  return 'problem' in time
}

function number(text: string): RequestTime | undefined {
  if (!/^\d+(\.\d+)?$/.test(text)) return undefined
  const value = Number(text)
  if (value >= FIRST_EPOCH_MS) return { kind: 'date', ms: Math.floor(value) }
  if (value >= FIRST_EPOCH_SECOND) return { kind: 'date', ms: Math.floor(value * 1000) }
  return { kind: 'offset', ms: Math.floor(value * 1000) }
}

function offset(text: string): RequestTime | undefined {
  const ms = parseDuration(text)
  return ms === undefined ? undefined : { kind: 'offset', ms: Math.floor(ms) }
}

function isoDate(text: string): RequestTime | undefined {
  const [, day = '', clock, zone] = ISO.exec(text) ?? []
  // Date.parse would make a day in March of the 30th of February.
  if (!isDay(day)) return undefined
  const utc = clock !== undefined && zone === undefined ? 'Z' : ''
  return { kind: 'date', ms: Date.parse(text.replace(' ', 'T').replace(',', '.') + utc) }
}

function isDay(text: string): boolean {
  const ms = Date.parse(text)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
}
