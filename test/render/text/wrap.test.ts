import fc from 'fast-check'
import { expect, it } from 'vitest'
import { flow, wrap } from '../../../src/render/text/wrap.js'
import { textWidth } from '../../../src/render/text/width.js'

it('breaks between words', () => {
  expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four'])
})

it('keeps the line breaks of the text', () => {
  expect(wrap('one\n\ntwo three', 20)).toEqual(['one', '', 'two three'])
})

it('breaks a word that is wider than the line', () => {
  expect(wrap('a leaderboard here', 6)).toEqual(['a', 'leader', 'board', 'here'])
})

it('ends even when a single character is wider than the line', () => {
  expect(flow(['山田'], 1)).toEqual(['山', '田'])
})

it('loses no word, and no line is wider than asked', () => {
  const words = fc.array(fc.string({ unit: fc.constantFrom('a', '山', '🚀', 'é', 'b'), minLength: 1 }))
  fc.assert(
    fc.property(words, fc.integer({ min: 2, max: 30 }), (given, width) => {
      const lines = flow(given, width)
      expect(lines.every((line) => textWidth(line) <= width)).toBe(true)
      expect(lines.join('').replaceAll(' ', '')).toBe(given.join(''))
    }),
  )
})
