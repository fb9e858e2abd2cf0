import type { Reply, WireEvent } from '../scenario/event.js'
import { fit } from './text/fit.js'
import { isSafe } from './text/escape.js'
import type { Symbols } from './symbols.js'
import { textWidth } from './text/width.js'
import { moreWords } from './words.js'

const STATUS = new Set(['OK', 'QUEUED', 'PONG'])

/** A command and its reply, whoever sent it; without one it is not answered yet. */
export type Sent = Omit<WireEvent, 'type' | 'actor' | 'reply'> & { reply?: Reply }

/** The command as arguments that can be pasted into redis-cli; only very long ones are shortened. */
export function commandWords(wire: Sent, symbols: Symbols, longest: number): string[] {
  // The digest says nothing to a person; the file it came from does.
  const named = wire.command.map((argument, index) => (index === 1 ? (wire.script ?? argument) : argument))
  return named.map((argument) => shorten(quoteArgument(argument), longest, symbols))
}

/** As redis-cli reads it: bare when it can be, else in double quotes with escapes. */
export function quoteArgument(argument: string): string {
  const bare = argument !== '' && !/[\s"'\\]/.test(argument) && isSafe(argument)
  return bare ? argument : quoted(argument)
}

/** The reply on one line, as redis-cli would word it, and no wider than this. */
export function formatReply(reply: Reply, width: number, symbols: Symbols): string {
  if (Array.isArray(reply) && reply.length > 0)
    return fit(formatArray(reply, width, symbols), width, symbols.ellipsis)
  return shorten(formatScalar(reply), width, symbols)
}

export function formatScalar(reply: Reply): string {
  if (Array.isArray(reply)) return '(empty array)'
  if (reply === null) return '(nil)'
  if (typeof reply === 'number') return `(${Number.isInteger(reply) ? 'integer' : 'double'}) ${reply}`
  if (typeof reply === 'string') return STATUS.has(reply) ? reply : quoted(reply)
  return `(error) ${quoted(reply.error).slice(1, -1)}`
}

/** `1) "Bob" 2) "2300" … 8 more`: whole elements, as many as fit; only the first may be shortened. */
function formatArray(items: readonly Reply[], width: number, symbols: Symbols): string {
  const line: string[] = []
  let room = width
  for (const [index, item] of items.entries()) {
    const element = `${index + 1}) ${formatElement(item, symbols)}`
    const space = room - textWidth(['', ...moreWords(items.length - index - 1, symbols)].join(' '))
    if (textWidth(element) > space && index > 0) break
    line.push(shorten(element, space, symbols))
    room -= textWidth(element) + 1
  }
  return [...line, ...moreWords(items.length - line.length, symbols)].join(' ')
}

function formatElement(item: Reply, symbols: Symbols): string {
  const text = formatReply(item, Number.POSITIVE_INFINITY, symbols)
  return Array.isArray(item) && item.length > 0 ? `[${text}]` : text
}

/** Cuts inside the closing quote, so that the line still reads as one value. */
function shorten(text: string, width: number, { ellipsis }: Symbols): string {
  if (textWidth(text) <= width || !text.endsWith('"')) return fit(text, width, ellipsis)
  return `${fit(text, width - 1, ellipsis)}"`
}

/** `\xff` is left as it is: the trace writes bytes that are not text like this. */
export function quoted(text: string): string {
  const escaped = text.replace(/\\(?!x[0-9a-f]{2})|"/g, '\\$&').replace(/\n/g, '\\n')
  return `"${escaped.replace(/\r/g, '\\r').replace(/\t/g, '\\t').replace(/./gsu, byteEscape)}"`
}

function byteEscape(char: string): string {
  if (isSafe(char)) return char
  return [...new TextEncoder().encode(char)]
    .map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`)
    .join('')
}
