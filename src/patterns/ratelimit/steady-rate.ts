import { exactProduct } from './limit.js'

/** A rate in whole numbers: a unit of cost is `unit` parts, and `rate` parts come back in a microsecond. */
export interface SteadyRate {
  readonly unit: number
  readonly rate: number
}

/** @throws {TypeError} when `most` units, in parts, are too large a number to be counted exactly. */
export function steadyRate(count: number, everyMs: number, most: number): SteadyRate {
  const everyUs = everyMs * 1000
  const common = greatestCommonDivisor(count, everyUs)
  const unit = everyUs / common
  exactProduct(most, unit, 'choose a rate in rounder numbers, or for a shorter time')
  return { unit, rate: count / common }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b)
}
