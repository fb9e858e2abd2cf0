import type { KeyView } from '../scenario/event.js'
import { counted } from './words.js'

const ELEMENTS: Record<string, string> = {
  string: 'byte',
  hash: 'field',
  list: 'item',
  set: 'member',
  zset: 'member',
  stream: 'entry',
}

/** Type, size, expiry and slot of a key; empty where there is nothing to say. */
export function factWords(key: KeyView): [string, string, string, string] {
  const { type, length, ttlSeconds, slot } = key
  const place = slot === undefined ? '' : `slot ${slot}`
  if (type === 'none') return ['not there', '', '', place]
  const expiry = ttlSeconds === null ? 'no expiry' : ttlWords(ttlSeconds)
  return [type, counted(length, ELEMENTS[type] ?? 'element'), expiry, place]
}

const UNITS = { d: 86_400, h: 3_600, m: 60 }

/** Seconds as Redis counts them, and for long ones the two largest units. */
function ttlWords(seconds: number): string {
  const parts: string[] = []
  let rest = seconds
  for (const [unit, size] of Object.entries(UNITS)) {
    if (rest >= size) parts.push(`${Math.floor(rest / size)}${unit}`)
    rest %= size
  }
  return seconds < 300 ? `TTL ${seconds} s` : `TTL ${seconds} s (${parts.slice(0, 2).join(' ')})`
}
