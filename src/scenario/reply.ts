import type { Reply } from './event.js'
import { asText, shorten } from './text.js'

/** More elements than these are too many to show: then so many are shown. */
export const MOST_ELEMENTS = 64
export const SHOWN_ELEMENTS = 16
export const MOST_CHARACTERS = 400

/** How much of a reply is kept. */
export interface ReplyLimits {
  elements: number
  characters: number
}

const SHOWN: ReplyLimits = { elements: MOST_ELEMENTS, characters: MOST_CHARACTERS }

/** A reply as it is shown. ioredis turns some into objects (HGETALL); on the wire they were flat lists. */
export function readReply(reply: unknown, limits = SHOWN): Reply {
  if (reply === null || reply === undefined) return null
  if (typeof reply === 'number') return reply
  if (typeof reply === 'string' || Buffer.isBuffer(reply)) return shorten(asText(reply), limits.characters)
  if (reply instanceof Error) return { error: reply.message }
  if (Array.isArray(reply)) return asList(reply, limits)
  return asList(Object.entries(reply).flat(), limits)
}

function asList(elements: unknown[], limits: ReplyLimits): Reply[] {
  const read = (element: unknown) => readReply(element, limits)
  if (elements.length <= limits.elements) return elements.map(read)
  const more = elements.length - SHOWN_ELEMENTS
  return [...elements.slice(0, SHOWN_ELEMENTS).map(read), `… ${more} more`]
}

export function isError(reply: Reply): reply is { error: string } {
  return typeof reply === 'object' && reply !== null && !Array.isArray(reply)
}

/** A reply as one line, without the marks of its type: `1600`, `(nil)`, `ada 1600`. */
export function textOf(reply: Reply): string {
  if (reply === null) return '(nil)'
  if (Array.isArray(reply)) return reply.length === 0 ? '(empty)' : reply.map(textOf).join(' ')
  return isError(reply) ? reply.error : String(reply)
}

/** Commands that answer with what is stored: there `OK` is a value like any other. */
const READS =
  /^(H?GET|GETDEL|GETEX|GETSET|GETRANGE|SUBSTR|ECHO|LINDEX|[LRS]POP|SPOP|HRANDFIELD|SRANDMEMBER|RANDOMKEY|LMOVE|RPOPLPUSH|BLMOVE)$/i
const STATUS = /^(OK|QUEUED|PONG|NOKEY|RESET|Background .*)$/

/** The client library does not tell statuses from strings; the command does. */
export function isStatus([name = '']: readonly string[], reply: Reply): boolean {
  if (typeof reply !== 'string') return false
  return reply === 'QUEUED' || /^TYPE$/i.test(name) || (STATUS.test(reply) && !READS.test(name))
}
