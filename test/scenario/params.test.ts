import { describe, expect, test } from 'vitest'
import { UsageError } from '../../src/scenario/errors.js'
import { choice, defaults, duration, flag, flagName, int, path, text } from '../../src/scenario/params.js'

const table = {
  top: int({ default: 10, min: 1, max: 100, help: 'places' }),
  wait: duration({ default: 10_000, min: 1_000, max: 60_000, help: 'wait' }),
  mode: choice({ default: 'best', choices: ['best', 'latest'], help: 'mode' }),
  file: path({ help: 'scores' }),
  me: text({ placeholder: 'name', help: 'you' }),
  strict: flag({ help: 'refuse' }),
}

function refusal(act: () => unknown): UsageError {
  try {
    act()
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError)
    return error as UsageError
  }
  throw new Error('it was accepted')
}

test('a table gives its defaults', () => {
  expect(defaults(table)).toEqual({ top: 10, wait: 10_000, mode: 'best', file: '', me: '', strict: false })
})

test('a camel-case name is typed with dashes', () => {
  expect(flagName('nameColumn')).toBe('--name-column')
})

test('what a person types becomes the value', () => {
  expect(table.top.parse('25', '--top')).toBe(25)
  expect(table.wait.parse('1m', '--wait')).toBe(60_000)
  expect(table.mode.parse('latest', '--mode')).toBe('latest')
  expect(table.file.parse('-', '--file')).toBe('-')
})

describe('what is refused', () => {
  test.each(['0', '101', '1.5', 'ten', '', '1e2', '0x10'])(
    'a whole number out of range or none at all: "%s"',
    (given) => {
      const error = refusal(() => table.top.parse(given, '--top'))
      expect(error.message).toBe(`--top does not accept "${given}"`)
      expect(error.hint).toBe('give a whole number from 1 to 100')
    },
  )

  test.each(['500ms', '2m', '10', 'soon'])('a time out of range or without its unit: "%s"', (given) => {
    expect(refusal(() => table.wait.parse(given, '--wait')).hint).toContain('a time from 1s to 1m')
  })

  test('a choice that is not there names those that are', () => {
    expect(refusal(() => table.mode.parse('worst', '--mode')).hint).toBe('give one of best, latest')
  })

  test('an empty file name or text', () => {
    refusal(() => table.file.parse('', '--file'))
    refusal(() => table.me.parse('', '--me'))
  })
})

test('every value is formatted so that it can be parsed again', () => {
  expect(table.wait.parse(table.wait.format(45_000), '--wait')).toBe(45_000)
  expect(table.top.parse(table.top.format(7), '--top')).toBe(7)
})
