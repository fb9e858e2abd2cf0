import { describe, expect, it } from 'vitest'
import { oneOf, wholeNumber } from '../../../src/patterns/_kit/check.js'

describe('wholeNumber', () => {
  it('answers the number when it is one', () => {
    expect(wholeNumber(3, 'count', 1)).toBe(3)
    expect(wholeNumber(-3, 'offset', -5)).toBe(-3)
  })

  it.each([0, 1.5, Number.NaN, Infinity, 2 ** 53, '3' as unknown as number])('refuses %s', (value) => {
    expect(() => wholeNumber(value, 'count', 1)).toThrow(
      new TypeError(`count must be a whole number, 1 or more; got ${value}`),
    )
  })
})

describe('wholeNumber with a largest value', () => {
  it('names both ends', () => {
    expect(wholeNumber(52, 'bits', 1, 52)).toBe(52)
    expect(() => wholeNumber(53, 'bits', 1, 52)).toThrow('bits must be a whole number, from 1 to 52; got 53')
  })
})

describe('oneOf', () => {
  it('answers the choice when it is one, and lists them when it is not', () => {
    expect(oneOf('desc', 'order', ['desc', 'asc'])).toBe('desc')
    expect(() => oneOf<string>('up', 'order', ['desc', 'asc'])).toThrow(
      new TypeError("order must be 'desc' or 'asc'; got up"),
    )
  })
})
