import { describe, expect, test } from 'vitest'
import { readScore } from '../../../../src/commands/leaderboard/rows/score.js'

describe('a score', () => {
  test.each([
    ['10', 10],
    [' 10 ', 10],
    ['-3.5', -3.5],
    ['+7', 7],
    ['.5', 0.5],
    ['5.', 5],
    ['1e3', 1000],
    ['2E-2', 0.02],
    ['9007199254740993', 9007199254740992],
    [12.5, 12.5],
    [0, 0],
  ])('%j is the number %d', (given, score) => {
    expect(readScore(given)).toBe(score)
  })

  test.each([
    [undefined, 'there is no score'],
    [null, 'there is no score'],
    ['', 'the score is empty'],
    ['  ', 'the score is empty'],
    ['abc', 'the score "abc" is not a number'],
    ['12abc', 'the score "12abc" is not a number'],
    ['NaN', 'the score "NaN" is not a number'],
    ['0x10', 'the score "0x10" is not a number'],
    ['1e', 'the score "1e" is not a number'],
    ['50%', 'the score "50%" is not a number'],
    [true, 'the score true is not a number'],
    [[1], 'the score [1] is not a number'],
    ['1e999', 'the score "1e999" is too large'],
    ['-1e999', 'the score "-1e999" is too large'],
    ['Infinity', 'the score "Infinity" is too large'],
    ['1,234', 'the score "1,234" has thousands separators: write the digits only'],
    ['1,234,567.89', 'the score "1,234,567.89" has thousands separators: write the digits only'],
    ["12'345", `the score "12'345" has thousands separators: write the digits only`],
    ['12 345', 'the score "12 345" has thousands separators: write the digits only'],
    ['1.234,5', 'the score "1.234,5" has thousands separators: write the digits only'],
    ['12,5', 'the score "12,5" has a decimal comma: write a point'],
  ])('%j is refused with the reason', (given, problem) => {
    expect(readScore(given)).toEqual({ problem })
  })

  test('beyond a double is refused also when the JSON parser made it infinite', () => {
    expect(readScore(JSON.parse('1e999'))).toEqual({ problem: 'the score Infinity is too large' })
  })
})
