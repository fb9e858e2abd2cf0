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

/** Data or changes, as scripts take them. */
export interface Encoded {
  /** Stored names and values in turn. */
  set: string[]
  /** Stored names: of the fields that are `undefined`. */
  removed: string[]
}

/** @throws {TypeError} for what JSON cannot hold. */
export function encodeChanges(data: object): Encoded {
  checkObject(data)
  const changes: Encoded = { set: [], removed: [] }
  for (const [name, value] of Object.entries(data)) {
    if (value === undefined) changes.removed.push(storedName(name))
    else changes.set.push(storedName(name), encode(value) as string)
  }
  return changes
}

/** Null unless the fields are those of a session. */
export function decodeFields<Data>(fields: Fields): Content<Data> | null {
  const { '@created': created, '@expires': expires, '@user': userId } = fields
  if (created === undefined || expires === undefined) return null
  const content: Content<Data> = {
    data: decodeData(fields) as Data,
    createdAtMs: Number(created),
    expiresAtMs: Number(expires),
  }
  if (userId !== undefined) content.userId = userId
  return content
}

/** The fields of the data alone, as they are stored. */
export function dataFields(fields: Fields): [storedName: string, json: string][] {
  return Object.entries(fields).filter(([name]) => isData(name))
}

/** What the fields of the session itself begin with, begins twice in the data. */
export function storedName(name: string): string {
  return name.startsWith('@') ? `@${name}` : name
}

/** Names and values in turn, as a script answers them. */
export function fromReply(raw: unknown): Fields {
  const list = raw as readonly Buffer[]
  const fields: Record<string, string> = {}
  for (let at = 0; at < list.length; at += 2) define(fields, String(list[at]), String(list[at + 1]))
  return fields
}

function decodeData(fields: Fields): object {
  const data: Record<string, unknown> = {}
  for (const name of Object.keys(fields)) {
    if (!isData(name)) continue
    define(data, name.startsWith('@') ? name.slice(1) : name, JSON.parse(fields[name] as string))
  }
  return data
}

function isData(storedName: string): boolean {
  return !storedName.startsWith('@') || storedName.startsWith('@@')
}

/** Takes any name for a field, also `__proto__`, which an assignment takes for something else. */
function define<Value>(object: Record<string, Value>, name: string, value: Value): void {
  if (!(name in object)) object[name] = value
  else Object.defineProperty(object, name, { value, configurable: true, enumerable: true, writable: true })
}

function checkObject(data: unknown): void {
  if (typeof data === 'object' && data !== null && !Array.isArray(data)) return
  const got = Array.isArray(data) ? 'an array' : String(data)
  throw new TypeError(`the session's data must be an object; got ${got}`)
}
