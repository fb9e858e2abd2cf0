import { expect, test } from 'vitest'
import { nearest } from '../../src/commands/nearest.js'

const NAMES = ['basics', 'lost', 'ties', 'around', 'periods', 'file']

test.each([
  ['basic', 'basics'],
  ['tie', 'ties'],
  ['arond', 'around'],
  ['FILE', 'file'],
])('%s probably means %s', (typed, meant) => {
  expect(nearest(typed, NAMES)).toBe(meant)
})

test('another word is not guessed at', () => {
  expect(nearest('zookeeper', NAMES)).toBeUndefined()
  expect(nearest('anything', [])).toBeUndefined()
})
