import fc from 'fast-check'
import type { ChartEvent } from '../../src/scenario/event.js'

/** Anything that may be in a key, a name or a value: wide, joined, marked, unprintable. */
export const word = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '山田太郎',
    '👩‍👩‍👧 family',
    '🚀',
    'Zoë',
    'e\u0301',
    '\u001b[31m',
    '',
    'a'.repeat(200),
    '👍🏽'.repeat(40),
  ),
)
export const words = fc.array(word, { maxLength: 12 }).map((parts) => parts.join(' '))
export const mark = fc.constantFrom('good' as const, 'bad' as const, 'me' as const)

const amount = fc.oneof(
  fc.integer({ min: -5, max: 1e9 }),
  fc.double({ min: -1, max: 1e6, noNaN: true }),
  fc.constantFrom(0, 5e-324, 1e-7, 0.1 + 0.2, 1_700_000_000_000),
)
const slot = fc.nat({ max: 16_383 })
const unit = fc.constantFrom('points', 's', 'ms', '%', '山')
const span = fc.record(
  { from: amount, to: amount, label: word, mark },
  { requiredKeys: ['from', 'to', 'label'] },
)
const point = fc.record({ at: amount, label: word, mark }, { requiredKeys: ['at', 'label'] })
const lane = fc.record({
  label: word,
  spans: fc.array(span, { maxLength: 30 }),
  points: fc.array(point, { maxLength: 30 }),
})
const series = fc.record(
  { label: word, values: fc.array(amount, { maxLength: 300 }), mark },
  { requiredKeys: ['label', 'values'] },
)
const key = fc.record({ label: word, slot, mark }, { requiredKeys: ['label', 'slot'] })
const common = { type: fc.constant('chart' as const), id: fc.constant('chart'), title: words, words }

/** Any chart that the types allow, sensible or not. */
export const chart: fc.Arbitrary<ChartEvent> = fc.oneof(
  fc.record({
    ...common,
    kind: fc.constant('bars' as const),
    unit,
    bars: fc.array(fc.record({ label: words, value: amount }), { maxLength: 6 }),
  }),
  fc.record({
    ...common,
    kind: fc.constant('timeline' as const),
    unit,
    from: amount,
    to: amount,
    lanes: fc.array(lane, { maxLength: 4 }),
  }),
  fc.record({
    ...common,
    kind: fc.constant('spark' as const),
    unit,
    each: word,
    series: fc.array(series, { maxLength: 4 }),
  }),
  fc.record({
    ...common,
    kind: fc.constant('slots' as const),
    nodes: fc.array(fc.record({ label: word, from: slot, to: slot }), { maxLength: 40 }),
    keys: fc.array(key, { maxLength: 60 }),
  }),
)
