import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineCutter, LONGEST_LINE } from '../../src/scenario/lines.js'

function cut(...pieces: string[]) {
  const cutter = new LineCutter()
  return [...pieces.flatMap((piece) => cutter.push(piece)), ...cutter.end()]
}

test('lines are numbered from 1, and their ends are left out', () => {
  expect(cut('one\r\n\ntwo\nthree')).toEqual([
    { line: 1, text: 'one' },
    { line: 2, text: '' },
    { line: 3, text: 'two' },
    { line: 4, text: 'three' },
  ])
  expect(cut('')).toEqual([])
})

test('a line that is too long costs that line, however it arrives', () => {
  const long = 'x'.repeat(3 * LONGEST_LINE)
  const problem = 'the line has more than 65,536 characters'
  const expected = [
    { line: 1, text: 'a' },
    { line: 2, problem },
    { line: 3, text: 'b' },
  ]
  expect(cut(`a\n${long}\nb\n`)).toEqual(expected)
  const pieces = `a\n${long}\nb\n`.match(/[^]{1,10000}/g) ?? []
  expect(cut(...pieces)).toEqual(expected)
})

test('the pieces in which a text arrives make no difference', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[ab\r\n]{0,9}$/)), (pieces) => {
      expect(cut(...pieces)).toEqual(cut(pieces.join('')))
    }),
  )
})
