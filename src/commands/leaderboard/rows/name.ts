import type { Problem } from './row.js'
import { shown } from '../../../scenario/shown.js'

/** In characters (UTF-16 units). Redis would take 512 MB; a longer name is a damaged row. */
export const LONGEST_NAME = 512

/** U+FFFD stands where bytes were not UTF-8. Two different names could become one, so neither is taken. */
const DAMAGED = /\uFFFD|\p{Surrogate}/u

/** A name as a member of the board. Numbers are taken as text, as ids often are numbers. */
export function readName(value: unknown): string | Problem {
  if (value === undefined || value === null) return { problem: 'there is no name' }
  if (typeof value === 'number') return nameOfNumber(value)
  if (typeof value !== 'string') return { problem: `the name ${shown(value)} is not text` }
  if (value.trim() === '') return { problem: 'the name is empty' }
  if (value.length > LONGEST_NAME) return { problem: `the name has more than ${LONGEST_NAME} characters` }
  if (DAMAGED.test(value)) return { problem: `the name ${shown(value)} is not valid UTF-8` }
  return value
}

/** A larger whole number was rounded by the JSON parser already: two ids could have become one. */
function nameOfNumber(value: number): string | Problem {
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return String(value)
  return { problem: 'the name is a number too large to be exact: write it in quotes' }
}
