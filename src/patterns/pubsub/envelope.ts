import type { Position } from './types.js'

/** A message as it travels: a line of text, and the payload's bytes. */
export interface Envelope extends Position {
  /** The id of the message before it; empty for the first of a history. */
  previous: string
  publishedAtMs: number
  payload: Buffer
}

const NEWLINE = 10
const HEADER = /^(\S+) ([1-9]\d*) (\S+) (\S*) (\d+)$/

/** @throws {TypeError} when somebody else published it. */
export function readEnvelope(bytes: Buffer): Envelope {
  const end = bytes.indexOf(NEWLINE)
  const fields = HEADER.exec(bytes.toString('latin1', 0, Math.max(end, 0)))
  if (fields === null) throw new TypeError('a message on the channel of a topic that no Topic has published')
  const [, history = '', seq, id = '', previous = '', at] = fields
  return {
    history,
    seq: Number(seq),
    id,
    previous,
    publishedAtMs: Number(at),
    payload: bytes.subarray(end + 1),
  }
}

/** The place right before a message. */
export function before({ history, seq, previous }: Envelope): Position {
  return { history, seq: seq - 1, id: previous }
}

/** Ids are `origin.number`. */
export function originOf(id: string): string {
  return id.slice(0, id.lastIndexOf('.'))
}
