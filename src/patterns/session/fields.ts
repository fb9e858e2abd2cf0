import { json } from '../_kit/codec.js'

/** The hash of a session as it is stored, by field. */
export type Fields = Readonly<Record<string, string>>

/** A stored session, read. */
export interface Content<Data> {
  data: Data
  createdAtMs: number
  expiresAtMs: number
  userId?: string
}

const { encode } = json<unknown>()

/** A field of the data, and its value as JSON. */
export type Field = [name: string, json: string]

/** Those that are not `undefined`. @throws {TypeError} for what JSON cannot hold. */
export function* encodeData(data: object): Generator<Field> {
  checkObject(data)
  for (const [name, value] of Object.entries(data)) {
    if (value !== undefined) yield [name, encode(value) as string]
  }
}

/** Names and values in turn, as scripts take them. */
export function toArguments(fields: Iterable<Field>): string[] {
  const list: string[] = []
  for (const [name, value] of fields) list.push(storedName(name), value)
  return list
}

/** Null unless the fields are those of a session. */
export function decodeFields<Data>(fields: Fields): Content<Data> | null {
  const { '@created': created, '@expires': expires, '@user': userId } = fields
  if (created === undefined || expires === undefined) return null
  return {
    data: decodeData(fields) as Data,
    createdAtMs: Number(created),
    expiresAtMs: Number(expires),
    ...(userId !== undefined && { userId }),
  }
}

/** The fields of the data alone, as they are stored. */
export function* dataFields(fields: Fields): Generator<Field> {
  for (const name of Object.keys(fields)) {
    if (!name.startsWith('@')) yield [name, fields[name] as string]
    else if (name.startsWith('@@')) yield [name.slice(1), fields[name] as string]
  }
}

/** What the fields of the session itself begin with, begins twice in the data. */
export function storedName(name: string): string {
  return name.startsWith('@') ? `@${name}` : name
}

/** Names and values in turn, as a script answers them. */
export function fromReply(raw: unknown): Fields {
  const list = raw as readonly Buffer[]
  const entries: [string, string][] = []
  for (let at = 0; at < list.length; at += 2) entries.push([String(list[at]), String(list[at + 1])])
  return Object.fromEntries(entries)
}

function decodeData(fields: Fields): object {
  const entries: [string, unknown][] = []
  for (const [name, value] of dataFields(fields)) entries.push([name, JSON.parse(value)])
  // Unlike an assignment, this takes any name for a field, `__proto__` too.
  return Object.fromEntries(entries)
}

function checkObject(data: unknown): void {
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) return
  const got = Array.isArray(data) ? 'an array' : String(data)
  throw new TypeError(`the session's data must be an object; got ${got}`)
}
