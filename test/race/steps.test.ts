import { describe, expect, it } from 'vitest'
import { readSchedule, writeSchedule } from '../../src/race/steps.js'

describe('a schedule', () => {
  it.each(['', '1212', '1t2', '1x2', '1?1', '2m1', '1c', '11b1e?2f1c', 't', '1bx'])(
    'reads back as it was written: %s',
    (text) => {
      expect(writeSchedule(readSchedule(text))).toBe(text)
    },
  )

  it('says what each step is', () => {
    expect(readSchedule('2b?t')).toEqual([
      { kind: 'lose', client: 1, line: 1 },
      { kind: 'time', client: -1, line: 0 },
    ])
  })

  it.each([
    ['12z', '"z" at place 3'],
    ['0', '"0" at place 1'],
    ['1 2', '" " at place 2'],
    ['x', '"x" at place 1'],
  ])('refuses %s', (text, said) => {
    expect(() => readSchedule(text)).toThrow(said)
  })
})
