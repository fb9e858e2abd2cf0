import type { Reply } from '../../scenario/event.js'

/** Commands that answer with what is stored: there `OK` is a value like any other. */
const READS =
  /^(H?GET|GETDEL|GETEX|GETSET|GETRANGE|SUBSTR|ECHO|LINDEX|[LRS]POP|SPOP|HRANDFIELD|SRANDMEMBER|RANDOMKEY|LMOVE|RPOPLPUSH|BLMOVE)$/i
const STATUS = /^(OK|QUEUED|PONG|NOKEY|RESET|Background .*)$/

/** The client library does not tell statuses from strings; the command does. */
export function isStatus([name = '']: readonly string[], reply: Reply): boolean {
  if (typeof reply !== 'string') return false
  return reply === 'QUEUED' || /^TYPE$/i.test(name) || (STATUS.test(reply) && !READS.test(name))
}
