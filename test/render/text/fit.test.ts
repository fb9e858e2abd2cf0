import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cut, fit, pad } from '../../../src/render/text/fit.js'
import { textWidth } from '../../../src/render/text/width.js'

it('leaves a text that fits as it is', () => {
  expect(fit('山田太郎', 8, '…')).toBe('山田太郎')
})

it('shortens a text that does not fit and says so', () => {
  expect(fit('leaderboard', 8, '…')).toBe('leaderb…')
  expect(fit('leaderboard', 8, '...')).toBe('leade...')
})

it('never cuts through a wide character or an emoji', () => {
  expect(fit('山田太郎', 6, '…')).toBe('山田…')
  expect(cut('👩‍👩‍👧👍🏽', 3)).toBe('👩‍👩‍👧')
})

it('pads by columns, not by characters', () => {
  expect(pad('山', 4)).toBe('山  ')
  expect(pad('🚀', 4, 'right')).toBe('  🚀')
})

it('never exceeds the width', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.nat({ max: 40 }), (text, width) => {
      expect(textWidth(fit(text, width, '...'))).toBeLessThanOrEqual(width)
    }),
  )
})
