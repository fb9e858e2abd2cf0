import { describe, expect, test } from 'vitest'
import { LONGEST_NAME, readName } from '../../../../src/commands/leaderboard/rows/name.js'

describe('a name', () => {
  test.each(['ada', ' ada ', 'Ada "the first" Lovelace', 'two\nlines', '名前', '👩‍🚀', '\0', '__proto__'])(
    '%j is kept as it is',
    (name) => {
      expect(readName(name)).toBe(name)
    },
  )

  test('that is a number becomes text', () => {
    expect(readName(1001)).toBe('1001')
  })

  test('may be as long as the limit and not longer', () => {
    expect(readName('x'.repeat(LONGEST_NAME))).toHaveLength(LONGEST_NAME)
    expect(readName('x'.repeat(LONGEST_NAME + 1))).toEqual({
      problem: 'the name has more than 512 characters',
    })
  })

  test.each([
    [undefined, 'there is no name'],
    [null, 'there is no name'],
    ['', 'the name is empty'],
    [' \t', 'the name is empty'],
    [true, 'the name true is not text'],
    [{ first: 'ada' }, 'the name {"first":"ada"} is not text'],
    ['caf\uFFFD', 'the name "caf\uFFFD" is not valid UTF-8'],
    ['\ud800', 'the name "\\ud800" is not valid UTF-8'],
    [2 ** 53, 'the name is a number too large to be exact: write it in quotes'],
  ])('%j is refused with the reason', (given, problem) => {
    expect(readName(given)).toEqual({ problem })
  })
})
