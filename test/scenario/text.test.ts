import { expect, test } from 'vitest'
import { asText, shorten } from '../../src/scenario/text.js'

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
