import { describe, expect, test } from 'vitest'
import { isInPlace, isOrdered } from '../../../../src/commands/leaderboard/file/place.js'

const entry = (member: string, score: number, rank = 0) => ({ member, score, rank })

describe('a list of places', () => {
  test.each([
    ['no places', [], true],
    ['the best first', [entry('a', 3), entry('b', 2), entry('c', -1)], true],
    ['ties by descending bytes', [entry('é', 2), entry('z', 2), entry('a', 2)], true],
    ['a better one later', [entry('a', 2), entry('b', 3)], false],
    ['ties by ascending bytes', [entry('a', 2), entry('z', 2)], false],
    ['one name twice', [entry('a', 2), entry('a', 2)], false],
    // In UTF-16 the first of the two would be the smaller one.
    ['ties by bytes, not by UTF-16', [entry('🚀', 2), entry('\uFF5A', 2)], true],
  ])('with %s: in order is %s', (_, entries, ordered) => {
    expect(isOrdered(entries)).toBe(ordered)
  })

  test.each([
    [0, 0, 1, true],
    [5, 5, 1, true],
    [6, 5, 2, true],
    [7, 5, 2, false],
    [4, 5, 2, false],
    [5, 5, 0, false],
  ])('rank %d with %d higher and %d equal: in place is %s', (rank, higher, equal, inPlace) => {
    expect(isInPlace({ entry: entry('a', 1, rank), higher, equal })).toBe(inPlace)
  })
})
