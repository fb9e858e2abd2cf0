import { expect, test } from 'vitest'
import { asText, counted, grouped, shorten } from '../../src/scenario/text.js'

test('text stays text', () => {
  expect(asText(Buffer.from('zoë 🦊'))).toBe('zoë 🦊')
  expect(asText(42)).toBe('42')
})

test('bytes that are not UTF-8 are escaped', () => {
  expect(asText(Buffer.from([0x61, 0xff, 0x00]))).toBe(String.raw`a\xff\x00`)
})

test('a long text is cut with an ellipsis, a short one is not', () => {
  expect(shorten('abcdef', 4)).toBe('abc…')
  expect(shorten('abcd', 4)).toBe('abcd')
})

test.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [-1234567, '-1,234,567'],
  [12.5, '12.5'],
  [1e21, '1e+21'],
])('%d is read as %s', (count, words) => {
  expect(grouped(count)).toBe(words)
})

test('a count and what is counted agree', () => {
  expect([0, 1, 2000].map((count) => counted(count, 'name'))).toEqual(['0 names', '1 name', '2,000 names'])
})
