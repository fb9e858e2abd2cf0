import { isUtf8 } from 'node:buffer'
import type { LimitId } from './types.js'

/** Braces would move the hash tag, and % begins what replaces them. Half a surrogate pair would be lost in UTF-8. */
const MAY_BE_SPECIAL = /[%{}\ud800-\udfff]/

/**
 * The id as text for a key. Different ids give different texts: what is special is replaced by % and its code.
 *
 * @throws {TypeError} when it is empty or of another type: then all callers without an id would share one limit.
 */
export function idText(id: LimitId): string {
  if (typeof id === 'string' && id !== '') return MAY_BE_SPECIAL.test(id) ? escaped(id) : id
  if (Buffer.isBuffer(id) && id.length > 0) return isUtf8(id) ? idText(id.toString()) : escapedBytes(id)
  throw new TypeError(`an id must be text or a Buffer, and not empty; got ${id === '' ? "''" : typeof id}`)
}

function escaped(text: string): string {
  return text
    .replace(/[%{}]/g, (char) => `%${hex(char.charCodeAt(0))}`)
    .replace(/\p{Surrogate}/gu, (half) => `%u${hex(half.charCodeAt(0))}`)
}

/** Bytes that are no text: all but ASCII is replaced, so that no text looks the same. */
function escapedBytes(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[%{}\x80-\xff]/g, (char) => `%${hex(char.charCodeAt(0))}`)
}

function hex(code: number): string {
  return code.toString(16).toUpperCase()
}
