import slotOf from 'cluster-key-slot'
import { describe, expect, it } from 'vitest'
import { keyBuilder } from '../../../src/patterns/_kit/keys.js'

describe('keyBuilder', () => {
  it('puts the prefix before the name and the parts after it', () => {
    const key = keyBuilder({ prefix: 'app:', name: 'game' })
    expect(key()).toBe('app:{game}')
    expect(key('2026-11-23')).toBe('app:{game}:2026-11-23')
    expect(key('a', 'b')).toBe('app:{game}:a:b')
    expect(keyBuilder({ name: 'game' })()).toBe('{game}')
  })

  it('keeps all keys of one name in one cluster slot', () => {
    const key = keyBuilder({ prefix: 'app:', name: 'game' })
    const slots = [key(), key('2026-11-23'), key('archive')].map((each) => slotOf(each))
    expect(new Set(slots)).toEqual(new Set([slotOf('game')]))
  })

  it.each([
    [{ name: '' }, 'name'],
    [{ name: 'a{b' }, 'name'],
    [{ name: 'a}b' }, 'name'],
    [{ name: undefined as unknown as string }, 'name'],
    [{ name: 'game', prefix: '{}' }, 'prefix'],
  ])('refuses %o and says which piece is wrong', (options, piece) => {
    expect(() => keyBuilder(options)).toThrow(new RegExp(`^${piece} must be text`))
    expect(() => keyBuilder(options)).toThrow(TypeError)
  })

  it('refuses an empty part', () => {
    expect(() => keyBuilder({ name: 'game' })('')).toThrow('part must be text that is not empty')
  })
})
