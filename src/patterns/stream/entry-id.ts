declare const brand: unique symbol

/** The place of an entry in its stream: `1763884800000-0`, milliseconds since 1970 and a counter. Made by `append` or `entryId`. */
export type EntryId = string & { readonly [brand]: 'EntryId' }

const LARGEST = 2n ** 64n

/**
 * Text from elsewhere, such as a bookmark in a database, as an entry id. `'5'` is `5-0`.
 *
 * @throws {TypeError} unless it is `ms` or `ms-counter`, both whole numbers below 2^64.
 * @example
 * ```ts
 * entryId('1763884800000-3') // -> '1763884800000-3'
 * entryId('5') // -> '5-0'
 * ```
 */
export function entryId(text: string): EntryId {
  const [, ms, counter = '0'] = /^(\d{1,20})(?:-(\d{1,20}))?$/.exec(text) ?? []
  const fits = ms !== undefined && BigInt(ms) < LARGEST && BigInt(counter) < LARGEST
  if (!fits) throw new TypeError(`an entry id must be like 1763884800000-0; got ${text}`)
  return `${BigInt(ms)}-${BigInt(counter)}` as EntryId
}

/**
 * Which of two entries came first: below 0 when `a` did, 0 when they are the same. Text would order 10-0 before 9-0.
 *
 * @example
 * ```ts
 * compareIds(entryId('9-0'), entryId('10-0')) // -> -1
 * ```
 */
export function compareIds(a: EntryId, b: EntryId): number {
  const [msA, counterA] = parts(a)
  const [msB, counterB] = parts(b)
  const difference = msA === msB ? counterA - counterB : msA - msB
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}

/**
 * When the entry was appended: milliseconds since 1970, by the server's clock, unless its id was chosen otherwise.
 *
 * @example
 * ```ts
 * entryTimeMs(entryId('1763884800000-3')) // -> 1763884800000
 * ```
 */
export function entryTimeMs(id: EntryId): number {
  return Number(parts(id)[0])
}

function parts(id: EntryId): [ms: bigint, counter: bigint] {
  const [ms = '', counter = ''] = id.split('-')
  return [BigInt(ms), BigInt(counter)]
}

/** Before the first entry of any stream. */
export const BEGINNING = '0-0' as EntryId
