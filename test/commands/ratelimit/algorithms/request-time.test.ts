import { expect, test } from 'vitest'
import { parseTime } from '../../../../src/commands/ratelimit/algorithms/request-time.js'

const NOON = Date.UTC(2026, 2, 9, 12)

test.each([
  ['0', 0],
  ['12.5', 12_500],
  ['999999999', 999_999_999_000],
  ['500ms', 500],
  ['1m30s', 90_000],
  ['0.5s', 500],
])('%s is an offset', (text, ms) => {
  expect(parseTime(text)).toEqual({ kind: 'offset', ms })
})

test.each([
  ['2026-03-09T12:00:00Z', NOON],
  ['2026-03-09T13:00:00+01:00', NOON],
  ['2026-03-09T13:00:00+0100', NOON],
  ['2026-03-09 12:00:00', NOON],
  ['2026-03-09T12:00', NOON],
  ['2026-03-09 12:00:00,250', NOON + 250],
  ['2026-03-09T12:00:00.250Z', NOON + 250],
  ['2026-03-09', Date.UTC(2026, 2, 9)],
  [String(NOON / 1000), NOON],
  [`${NOON / 1000}.25`, NOON + 250],
  [String(NOON), NOON],
])('%s is a date', (text, ms) => {
  expect(parseTime(text)).toEqual({ kind: 'date', ms })
})

test.each([
  'soon',
  '-1',
  '1e3',
  '12:00',
  '2026-13-01',
  '2026-02-30',
  '2026-02-30T25:00:00Z',
  '5 minutes',
  '0x10',
])('%s is not a time', (text) => {
  expect(parseTime(text)).toEqual({ problem: `"${text}" is not a time` })
})

test('a date of another age is a mistake', () => {
  expect(parseTime('9999-01-01')).toEqual({ problem: '"9999-01-01" is too far in the future' })
  expect(parseTime('99999999999')).toEqual({ problem: '"99999999999" is too far in the future' })
})
