import { expect, test } from 'vitest'
import { choose } from '../../src/commands/choose.js'
import leaderboard from '../../src/commands/leaderboard/index.js'
import { defaults } from '../../src/scenario/params.js'

const params = (given: Record<string, unknown> = {}) => ({ ...defaults(leaderboard.params), ...given })
const names = (asked: string[], given?: Record<string, unknown>) =>
  choose(leaderboard, asked, params(given)).map((scenario) => scenario.name)

test('without a name all run that need no input', () => {
  expect(names([])).toEqual(['basics', 'lost', 'ties', 'around', 'periods', 'trim', 'cluster'])
})

test('an input brings the scenario that reads it', () => {
  expect(names([], { file: 'scores.csv', me: 'ada' })).toEqual(['file'])
})

test('names keep their order', () => {
  expect(names(['ties', 'basics'])).toEqual(['ties', 'basics'])
})

test('a flag is fine when one of the chosen scenarios reads it', () => {
  expect(names([], { by: 5 })).toHaveLength(7)
  expect(names(['basics', 'ties'], { by: 5 })).toEqual(['basics', 'ties'])
})
