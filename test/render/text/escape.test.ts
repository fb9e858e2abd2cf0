import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isSafe, visible, visibleLines } from '../../../src/render/text/escape.js'

it.each([
  ['\u001b[31mred', '\\x1b[31mred'],
  ['two\nlines', 'two\\nlines'],
  ['a\tb\r', 'a\\tb\\r'],
  ['\u0000\u007f\u009b31m', '\\x00\\x7f\\x9b31m'],
  ['evil\u202egnp.exe', 'evil\\u202egnp.exe'],
  ['\u2028', '\\u2028'],
  ['\ud800', '\\ud800'],
  ['\u{110bd}', '\\u{110bd}'],
])('writes %j so that it can be seen', (text, shown) => {
  expect(visible(text)).toBe(shown)
})

it.each([
  '山田太郎',
  'نمی\u200cخواهم',
  '👩\u200d👩\u200d👧',
  '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
])('leaves %s alone', (text) => {
  expect(visible(text)).toBe(text)
})

it('keeps the line breaks of lesson text and nothing else', () => {
  expect(visibleLines('one\ntwo\u0007')).toBe('one\ntwo\\x07')
})

it('leaves nothing that a terminal would obey', () => {
  const safely = fc.property(fc.string({ unit: 'binary' }), (text) => isSafe(visible(text)))
  expect(() => fc.assert(safely)).not.toThrow()
})
