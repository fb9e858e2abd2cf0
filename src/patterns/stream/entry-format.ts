import { json, type ValueCodec } from '../_kit/codec.js'

/** A field name or value on its way to Redis. */
export type FieldPart = string | Buffer

/**
 * How an event becomes the fields of an entry, and an event again, when other programs read or write the same
 * stream. Without one, an entry has the one field `event` with the encoded event.
 */
export interface FieldFormat<Event> {
  /** Names and values, one after the other. At least one pair. */
  toFields(event: Event): readonly FieldPart[]
  /** What it throws makes the entry undecodable. */
  fromFields(fields: ReadonlyMap<string, Buffer>): Event
}

/** The same for all of a stream's parts: fields as a flat list of names and values. */
export interface EntryFormat<Event> {
  encode(event: Event): readonly FieldPart[]
  /** @throws when the entry was not written in this format. */
  decode(fields: readonly Buffer[]): Event
}

const FIELD = 'event'
const FIELD_BYTES = Buffer.from(FIELD)

export function oneField<Event>(codec: ValueCodec<Event> = json<Event>()): EntryFormat<Event> {
  return {
    encode: (event) => [FIELD, codec.encode(event)],
    decode(fields) {
      const [name, value] = fields
      if (fields.length === 2 && isField(name as Buffer)) return codec.decode(value as Buffer)
      throw new TypeError(`the entry must have the one field "${FIELD}"`)
    },
  }
}

/** A hot path: for so few bytes, Buffer.equals takes thirty times as long. */
function isField(name: Buffer): boolean {
  if (name.length !== FIELD_BYTES.length) return false
  for (let at = 0; at < FIELD_BYTES.length; at++) if (name[at] !== FIELD_BYTES[at]) return false
  return true
}

export function ownFields<Event>(format: FieldFormat<Event>): EntryFormat<Event> {
  return {
    encode(event) {
      const fields = format.toFields(event)
      if (fields.length >= 2 && fields.length % 2 === 0) return fields
      throw new TypeError(`toFields must give names and values in pairs; got ${fields.length} in all`)
    },
    decode: (fields) => format.fromFields(asMap(fields)),
  }
}

function asMap(fields: readonly Buffer[]): Map<string, Buffer> {
  const map = new Map<string, Buffer>()
  for (let at = 0; at < fields.length; at += 2) map.set(String(fields[at]), fields[at + 1] as Buffer)
  return map
}
