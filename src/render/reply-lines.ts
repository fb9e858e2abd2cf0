import type { Reply } from '../scenario/event.js'
import { formatScalar, quoted } from './redis-cli.js'

/** The reply as redis-cli shows it on a terminal: each element on a line of its own, lists inside lists further in. */
export function replyLines(reply: Reply, isStatus = false): string[] {
  if (Array.isArray(reply) && reply.length > 0) return listLines(reply)
  // A value may read like a status.
  if (typeof reply === 'string') return [isStatus ? quoted(reply).slice(1, -1) : quoted(reply)]
  return [formatScalar(reply)]
}

function listLines(items: readonly Reply[]): string[] {
  const width = String(items.length).length
  return items.flatMap((item, index) => {
    const mark = `${String(index + 1).padStart(width)}) `
    const lines = Array.isArray(item) && item.length > 0 ? listLines(item) : [formatScalar(item)]
    return lines.map((line, row) => (row === 0 ? mark : ' '.repeat(mark.length)) + line)
  })
}
