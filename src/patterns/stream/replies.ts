import type { EntryId } from './entry-id.js'

/** An entry as XRANGE, XREAD and XREADGROUP give it. */
export type RawEntry = readonly [id: Buffer, fields: Buffer[]]

/** XREAD and XREADGROUP of one stream; null when nothing came in time. */
export type RawRead = readonly (readonly [key: Buffer, entries: RawEntry[]])[] | null

/** See claim.lua. */
export type RawClaim = readonly [
  next: Buffer,
  taken: (Buffer | number | Buffer[])[],
  dead: (Buffer | number)[],
  deleted: Buffer[],
]

/** What claim.lua has found. */
export interface Claim {
  /** Where to go on; undefined when that was all. */
  readonly next: string | undefined
  readonly taken: readonly RawEntry[]
  /** How often each of the taken was delivered. */
  readonly counts: readonly number[]
  readonly dead: readonly { id: EntryId; deliveries: number }[]
  readonly deleted: readonly EntryId[]
}

export function idOf(raw: Buffer): EntryId {
  return raw.toString('latin1') as EntryId
}

export function entriesOf(reply: unknown): readonly RawEntry[] {
  return (reply as RawRead)?.[0]?.[1] ?? []
}

export function toClaim([next, taken, dead, deleted]: RawClaim): Claim {
  const triples = chunks(taken, 3)
  return {
    next: next.length === 0 ? undefined : next.toString('latin1'),
    taken: triples.map(([id, , fields]) => [id as Buffer, fields as Buffer[]]),
    counts: triples.map(([, deliveries]) => Number(deliveries)),
    dead: chunks(dead, 2).map(([id, deliveries]) => ({
      id: idOf(id as Buffer),
      deliveries: Number(deliveries),
    })),
    deleted: deleted.map(idOf),
  }
}

function chunks<Item>(list: readonly Item[], size: number): Item[][] {
  return Array.from({ length: list.length / size }, (_, at) => list.slice(at * size, (at + 1) * size))
}

/** A reply of names and values: a flat list, or an object when the caller chose `replyMapping: 'resp3'`. */
export function fieldsOf(reply: unknown): Record<string, unknown> {
  if (!Array.isArray(reply)) return reply as Record<string, unknown>
  return Object.fromEntries(chunks(reply, 2).map(([name, value]) => [String(name), value as unknown]))
}
