import { expect, it } from 'vitest'
import { clusters, textWidth, widest } from '../../../src/render/text/width.js'

it.each([
  ['plain', 5],
  ['', 0],
  ['Zoë', 3],
  ['e\u0301', 1],
  ['山田太郎', 8],
  ['한국어', 6],
  ['\u1112\u1161\u11ab', 2],
  ['ｆｕｌｌ', 8],
  ['ﾊﾝｶｸ', 4],
  ['𠮷', 2],
  ['🚀', 2],
  ['🫡', 2],
  ['👍🏽', 2],
  ['👩‍👩‍👧', 2],
  ['🇩🇪🇫🇷', 4],
  ['1️⃣', 2],
  ['❤️', 2],
  ['❤', 1],
  ['สวัสดี', 4],
  ['a\u200cb', 2],
  ['─│╭█▏✔✘▸…→', 10],
])('%s takes %i columns', (text, width) => {
  expect(textWidth(text)).toBe(width)
})

it('keeps together what a terminal draws as one', () => {
  expect(clusters('a👩‍👩‍👧e\u0301🇩🇪🇫🇷')).toEqual(['a', '👩‍👩‍👧', 'e\u0301', '🇩🇪', '🇫🇷'])
})

it('finds the widest of very many texts', () => {
  const texts = Array.from({ length: 300_000 }, (_, index) => (index === 7 ? '山山' : 'ab'))
  expect(widest(texts)).toBe(4)
  expect(widest([])).toBe(0)
})
