import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countedIn, mostInAnyWindow } from '../../../src/commands/ratelimit/any-window.js'

test('a window is half open: exactly one window apart is not together', () => {
  expect(mostInAnyWindow([0, 1000], 1000)).toBe(1)
  expect(mostInAnyWindow([0, 999], 1000)).toBe(2)
  expect(mostInAnyWindow([], 1000)).toBe(0)
})

test('the most in any window is what trying every window finds', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(300)), fc.integer({ min: 1, max: 50 }), (times, windowMs) => {
      let most = 0
      for (let from = -50; from <= 300; from++) {
        most = Math.max(most, times.filter((time) => time >= from && time < from + windowMs).length)
      }
      expect(mostInAnyWindow(times, windowMs)).toBe(most)
    }),
  )
})

test('moments are counted in their stretch of time, and those outside are not', () => {
  expect(countedIn([9, 10, 14, 15, 29, 30], { from: 10, each: 5, bins: 4 })).toEqual([2, 1, 0, 1])
})
