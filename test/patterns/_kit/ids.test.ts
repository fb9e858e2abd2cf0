import { expect, it } from 'vitest'
import { randomId } from '../../../src/patterns/_kit/ids.js'

it('An id has 256 random bits, in letters that need no escaping', () => {
  const ids = Array.from({ length: 1_000 }, () => randomId())
  expect(new Set(ids).size).toBe(1_000)
  for (const id of ids) expect(id).toMatch(/^[\w-]{43}$/)
  expect(Buffer.from(randomId(), 'base64url')).toHaveLength(32)
})
