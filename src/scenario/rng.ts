import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import type { Rng } from './define.js'

/** The same seed gives the same numbers on every machine. */
export function seededRng(seed: number): Rng {
  const generator = xoroshiro128plus(seed)
  const int = (min: number, max: number) => uniformInt(generator, min, max)
  const pick = <T>(items: readonly T[]): T => {
    if (items.length === 0) throw new TypeError('pick needs at least one item')
    return items[int(0, items.length - 1)] as T
  }
  return { int, pick, shuffle: (items) => shuffled(items, int) }
}

/** Fisher-Yates. */
function shuffled<T>(items: readonly T[], int: (min: number, max: number) => number): T[] {
  const copy = [...items]
  for (let last = copy.length - 1; last > 0; last--) {
    const other = int(0, last)
    ;[copy[last], copy[other]] = [copy[other] as T, copy[last] as T]
  }
  return copy
}
