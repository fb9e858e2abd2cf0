import { expect, test } from 'vitest'
import { seededRng } from '../../src/scenario/rng.js'

const draw = (seed: number) => {
  const rng = seededRng(seed)
  return [
    ...Array.from({ length: 20 }, () => rng.int(1, 6)),
    ...rng.shuffle([1, 2, 3, 4, 5]),
    rng.pick(['a', 'b', 'c']),
  ]
}

test('the same seed gives the same draws', () => {
  expect(draw(7)).toEqual(draw(7))
})

test('another seed gives others', () => {
  expect(draw(7)).not.toEqual(draw(8))
})

test('both ends of the range are drawn and nothing beyond', () => {
  const rng = seededRng(1)
  const seen = new Set(Array.from({ length: 500 }, () => rng.int(1, 6)))
  expect(seen).toEqual(new Set([1, 2, 3, 4, 5, 6]))
})

test('a shuffle keeps every item and leaves the original alone', () => {
  const items = [1, 2, 3, 4, 5, 6]
  expect(new Set(seededRng(3).shuffle(items))).toEqual(new Set(items))
  expect(items).toEqual([1, 2, 3, 4, 5, 6])
})

test('picking from nothing is a mistake of the caller', () => {
  expect(() => seededRng(1).pick([])).toThrow(TypeError)
})
