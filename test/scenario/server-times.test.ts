import { expect, test } from 'vitest'
import { inWholeSeconds } from '../../src/scenario/server-times.js'

test('what remains of a lease is shown in whole seconds, rounded up', () => {
  expect(inWholeSeconds(['wait', 4998, 'l'], 'acquire.lua')).toEqual(['wait', 5000, 'l'])
  expect(inWholeSeconds(['fresh', 60_000, 'v'], 'acquire.lua')).toEqual(['fresh', 60_000, 'v'])
})

test('all other replies are shown as they are', () => {
  expect(inWholeSeconds(['lease'], 'acquire.lua')).toEqual(['lease'])
  expect(inWholeSeconds(['OK', 4998], 'other.lua')).toEqual(['OK', 4998])
  expect(inWholeSeconds(4998, undefined)).toBe(4998)
})
