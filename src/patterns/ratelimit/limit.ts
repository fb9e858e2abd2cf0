import { wholeNumber } from '../_kit/check.js'
import { keyBuilder } from '../_kit/keys.js'
import { idText } from './id-text.js'
import type { LimiterOptions } from './options.js'
import type { Algorithm } from './script.js'
import type { LimitId, Policy } from './types.js'

/** One limit, as the script works with it. */
export interface Limit {
  readonly policy: Policy
  readonly algorithm: Algorithm
  /** Two or three numbers that the algorithm works with. */
  readonly settings: Settings
  /** One key for each id, and the id is its hash tag: ids spread over a cluster, all limits of one id share a slot. */
  readonly key: (id: LimitId) => string
}

type Settings = readonly [limit: number, a: number] | readonly [limit: number, a: number, b: number]

/** Ten years: as microseconds it is far from the end of what a double holds exactly. */
const LONGEST_MS = 10 * 366 * 86_400_000

/** A quarter of what a double holds exactly: sums and quotients of such numbers are exact, too. */
const LARGEST = 2 ** 51

/** @throws {TypeError} when the name or the prefix is not what it should be. */
export function defineLimit(
  { name, prefix = '' }: LimiterOptions,
  { limit, windowMs }: Omit<Policy, 'name'>,
  algorithm: Algorithm,
  settings: Settings,
): Limit {
  keyBuilder({ name, prefix })
  return {
    policy: { name, limit, windowMs },
    algorithm,
    settings,
    key: (id) => `${prefix}{${idText(id)}}:${name}`,
  }
}

/** @throws {TypeError} unless it is a number of units that can be counted. */
export function units(value: number, what: string): number {
  return wholeNumber(value, what, 1, LARGEST)
}

/** @throws {TypeError} unless it is a time that can be waited for. */
export function duration(value: number, what: string): number {
  return wholeNumber(value, what, 1, LONGEST_MS)
}

/** @throws {TypeError} when the product is too large to be counted exactly. */
export function exactProduct(a: number, b: number, advice: string): void {
  if (a * b > LARGEST) throw new TypeError(`these numbers are too large to be counted exactly: ${advice}`)
}
