import { expect, test } from 'vitest'
import { CloseNames } from '../../../../src/commands/leaderboard/file/close-names.js'

const NAMES = ['adam', 'ada.lovelace', 'ADA', 'Bob', 'a_d a', 'adamant']

test('the same letters come first, then names that hold them, three at most', () => {
  const close = new CloseNames('ada')
  for (const name of [...NAMES, ...NAMES]) close.see(name)
  expect(close.names).toEqual(['ADA', 'a_d a', 'adam'])
})

test('nothing is close to no name', () => {
  const close = new CloseNames('')
  for (const name of NAMES) close.see(name)
  expect(close.names).toEqual([])
})
