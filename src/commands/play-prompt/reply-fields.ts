import type { Reply } from '../../scenario/event.js'

export type Fields = ReadonlyMap<string, Reply>

/** A map, which is a flat list on the wire. */
export function fieldsOf(reply: Reply): Fields {
  const flat = listOf(reply)
  const pairs = flat.flatMap((name, at) =>
    at % 2 === 0 ? [[textOf(name), flat[at + 1] ?? null] as const] : [],
  )
  return new Map(pairs)
}

export function listOf(reply: Reply | undefined): Reply[] {
  return Array.isArray(reply) ? reply : []
}

export function textOf(reply: Reply | undefined): string {
  return typeof reply === 'string' ? reply : ''
}
