import { describe, expect, it } from 'vitest'
import { parseScore, plainScores, scoreText } from '../../../src/patterns/leaderboard/score-code.js'

describe('scores as Redis writes them', () => {
  it.each([
    ['inf', Infinity],
    ['+inf', Infinity],
    ['-inf', -Infinity],
    ['-1.5', -1.5],
    ['1e+21', 1e21],
    [Buffer.from('7'), 7],
    [7.25, 7.25],
    [Infinity, Infinity],
  ])('reads %s', (reply, score) => {
    expect(parseScore(reply)).toBe(score)
  })

  it.each([
    [Infinity, '+inf'],
    [-Infinity, '-inf'],
    [0.1, '0.1'],
  ])('writes %s', (score, text) => {
    expect(scoreText(score)).toBe(text)
  })
})

it('plain scores are any finite number', () => {
  expect(plainScores.check(-1.5)).toBe(-1.5)
  expect(() => plainScores.check(Infinity)).toThrow(TypeError)
})
