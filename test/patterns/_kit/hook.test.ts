import { expect, it, vi } from 'vitest'
import { guarded } from '../../../src/patterns/_kit/hook.js'

it('A hook hears of each event', () => {
  const hook = vi.fn<(event: object) => void>()
  guarded(hook)({ type: 'hit' })
  expect(hook).toHaveBeenCalledExactlyOnceWith({ type: 'hit' })
})

it('No hook is as good as one', () => {
  expect(() => guarded(undefined)({ type: 'hit' })).not.toThrow()
})

it('What a hook throws does not reach the work, and is not lost either', () => {
  const later = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation(() => {})
  const report = guarded(() => {
    throw new Error('in the hook')
  })
  expect(() => report('event')).not.toThrow()
  expect(later.mock.calls[0]?.[0]).toThrow('in the hook')
  later.mockRestore()
})
