import { describe, expect, test } from 'vitest'
import { findColumns } from '../../../../src/commands/leaderboard/rows/columns.js'
import { UsageError } from '../../../../src/scenario/errors.js'
import { rowSource } from './read.js'

describe('the columns', () => {
  test.each([
    [['name', 'score'], 0, 1],
    [['score', 'name'], 1, 0],
    [['ID', 'Player Name', 'Total Score'], 1, 2],
    [['user_id', 'points'], 0, 1],
    [['playerName', 'highScore'], 0, 1],
    [['id', 'username', 'value', 'rating'], 1, 3],
    [['team', 'PTS', 'wins'], 0, 1],
  ])('of %j are found by their labels', (labels, name, score) => {
    expect(findColumns(labels, rowSource('x.csv'))).toEqual({ name, score })
  })

  test.each([
    ['who', 'pts2', 0, 2],
    ['WHO', 'Pts2', 0, 2],
    ['2', '3', 1, 2],
  ])('named %s and %s are taken instead', (nameColumn, scoreColumn, name, score) => {
    const source = rowSource('x.csv', { nameColumn, scoreColumn })
    expect(findColumns(['who', 'name', 'pts2'], source)).toEqual({ name, score })
  })

  test('that cannot be told are listed with the flags that name them', () => {
    expect(refusal(['who', 'how much'])).toEqual([
      'cannot tell which column of x.csv is the name and which the score: it has "who", "how much"',
      'say which: --name-column <column> --score-column <column>',
    ])
  })

  test('ask only for the flag that is needed', () => {
    expect(refusal(['name', 'how much'])).toEqual([
      'cannot tell which column of x.csv is the score: it has "name", "how much"',
      'say which: --score-column <column>',
    ])
  })

  test('named wrongly are refused with those that there are', () => {
    expect(refusal(['who', 'score'], 'whom')).toEqual([
      'x.csv has no column "whom"',
      'give --name-column one of "who", "score"',
    ])
  })

  test('cannot be one and the same', () => {
    expect(refusal(['who', 'score'], 'score')).toEqual([
      'the name and the score cannot both be column "score" of x.csv',
      'give --name-column and --score-column two of "who", "score"',
    ])
  })

  test('are listed up to a dozen, each on one line and shortened', () => {
    const labels = ['a\nb', 'x'.repeat(100), ...Array.from({ length: 20 }, (_, index) => `c${index}`)]
    const [message] = refusal(labels)
    expect(message).toContain(`"a\\nb", "${'x'.repeat(38)}…, "c0"`)
    expect(message).toContain('"c9" and 10 more')
  })
})

function refusal(labels: string[], nameColumn = ''): [string, string] {
  try {
    findColumns(labels, rowSource('x.csv', { nameColumn }))
  } catch (error) {
    if (error instanceof UsageError) return [error.message, error.hint]
  }
  throw new Error('it was not refused')
}
