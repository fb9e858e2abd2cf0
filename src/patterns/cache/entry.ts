import type { ValueCodec } from '../_kit/codec.js'
import type { Cacheable } from './options.js'

/** The first byte of an entry. Their layout is at the top of entry.lua. */
const KIND = { lease: 0x6c, value: 0x76, nothing: 0x6e, aging: 0x56 } as const

const AGING_HEAD = 47

/** Whether there is something to be served, and not only a lease, or another program's bytes. */
export function isServable(entry: Buffer): boolean {
  const kind = entry[0]
  return kind === KIND.value || kind === KIND.aging || kind === KIND.nothing
}

export function isNegative(entry: Buffer): boolean {
  return entry[0] === KIND.nothing
}

/** The value of an entry that can be served, or null for "there is nothing". */
export function decodeEntry<Value extends Cacheable>(codec: ValueCodec<Value>, entry: Buffer): Value | null {
  if (isNegative(entry)) return null
  return codec.decode(entry.subarray(entry[0] === KIND.value ? 1 : AGING_HEAD))
}

/** Whose lease it is, of an entry that is one. */
export function leaseToken(entry: Buffer): string {
  return entry.toString('latin1', 1)
}
