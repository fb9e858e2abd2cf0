import { expect, it } from 'vitest'
import { PatternError } from '../../../src/patterns/_kit/errors.js'

it('carries a code, its cause and its own name', () => {
  const cause = new Error('the socket closed')
  const error = new PatternError('LEASE_LOST', 'the lease was lost', { cause })
  expect(error).toBeInstanceOf(Error)
  expect(error).toMatchObject({ name: 'PatternError', code: 'LEASE_LOST', cause })
})
