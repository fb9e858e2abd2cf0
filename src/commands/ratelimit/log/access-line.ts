import { shown } from '../../../scenario/shown.js'
import { clfTime } from './clf-time.js'

/** One request, as the server wrote it down. */
export interface Request {
  /** The address of the client: IPv4, IPv6, or a name where the server looked it up. */
  client: string
  /** Milliseconds since 1970. */
  time: number
}

interface Problem {
  problem: string
}

/**
 * The common log format, and all that begin like it: combined, with or without the name of the virtual host in front.
 * client identity user [time] "request" status bytes
 */
const LINE =
  /^(?:[A-Za-z0-9.-]+:\d{1,5} )?(\S{1,255}) \S+ [^[]*?\[([^\]]*)\] "(?:[^"\\]|\\.)*" \d{3} (?:\d+|-)(?: |$)/

export function parseLine(text: string): Request | Problem {
  const match = LINE.exec(text)
  if (!match) return { problem: `not a line of an access log: ${shown(text)}` }
  const [, client = '', written = ''] = match
  const time = clfTime(written)
  if (time === undefined) {
    return { problem: `the time ${shown(written)} is not like 05/Jan/2026:10:00:00 +0000` }
  }
  return client === '-' ? { problem: 'the line has no address' } : { client, time }
}
