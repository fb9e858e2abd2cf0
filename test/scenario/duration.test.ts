import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatDuration, parseDuration } from '../../src/scenario/duration.js'

test.each([
  ['500ms', 500],
  ['10s', 10_000],
  ['1h30m', 5_400_000],
  ['1.5s', 1_500],
  ['2d', 172_800_000],
  [' 3m ', 180_000],
])('%s is a time', (text, ms) => {
  expect(parseDuration(text)).toBe(ms)
})

test.each(['', '10', 's', '10 s', '10x', '-5s', '1h 30m', '10sx', 'ms5'])('"%s" is not a time', (text) => {
  expect(parseDuration(text)).toBeUndefined()
})

test('what is formatted can be parsed again', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000_000), (ms) => {
      expect(parseDuration(formatDuration(ms))).toBe(ms)
    }),
  )
})

test('the shortest form is printed', () => {
  expect([0, 90_000, 691_200_000].map(formatDuration)).toEqual(['0s', '1m30s', '8d'])
})
