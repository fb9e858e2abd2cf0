import { counted } from '../words.js'

/** How many values have to share a place when there are only so many places. */
export function valuesPerPlace(values: number, places: number): number {
  return Math.max(1, Math.ceil(values / Math.max(1, places)))
}

/** The highest of every `size` values: a peak stays as high as it was, and keeps its unit. */
export function peaks(values: readonly number[], size: number): number[] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, place) =>
    values.slice(place * size, (place + 1) * size).reduce((most, value) => Math.max(most, value)),
  )
}

/** `the highest of 3 seconds` */
export function peakWords(size: number, each: string): string {
  return `the highest of ${/^[a-z]{3,}$/i.test(each) ? counted(size, each) : `${size} x ${each}`}`
}

/** Never less than nothing. */
export function highest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0)
}
