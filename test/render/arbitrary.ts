import fc from 'fast-check'
import type { ChartEvent, Reply } from '../../src/scenario/event.js'

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
export const { reply } = fc.letrec<{ reply: Reply }>((tie) => ({
  reply: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(word, fc.integer(), fc.constant(null), fc.record({ error: word })),
    fc.array(tie('reply'), { maxLength: 8 }),
  ),
}))
export const keyViews = fc.array(
  fc.record({
    key: fc.oneof(word, fc.constantFrom('rp:1:lock', 'rp:1:fence', 'rp:1:')),
    type: fc.constantFrom('zset', 'string', 'none'),
    ttlSeconds: fc.option(fc.nat()),
    length: fc.nat(),
    preview: fc.array(word, { maxLength: 5 }),
  }),
  { maxLength: 3 },
)
const sent = fc.record(
  { command: fc.array(word, { minLength: 1, maxLength: 8 }), reply, omitted: fc.nat(), script: word },
  { requiredKeys: ['command'] },
)
const client = fc.nat({ max: 4 })
const row = fc.record(
  {
    step: fc.oneof(fc.constantFrom('1', '2', '2x', 't'), word),
    client,
    commands: fc.array(sent, { maxLength: 3 }),
    label: words,
    notes: fc.array(fc.record({ client, text: words }), { maxLength: 3 }),
    keys: keyViews,
    broken: words,
  },
  { requiredKeys: ['step', 'commands', 'keys'] },
)
/** Few and short words, so that the lanes have room often enough. */
const shortRow = fc.record(
  {
    step: fc.constantFrom('1', '2', '2x', 't'),
    client,
    commands: fc.array(
      fc.record({
        command: fc.array(fc.constantFrom('GET', '山田', 'e\u0301', '\u001b[31m', 'rp:1:lock'), {
          minLength: 1,
          maxLength: 4,
        }),
        reply,
      }),
      { maxLength: 2 },
    ),
    label: fc.constantFrom('dies', 'time passes: 10 s', '\u001b[31m', '👩‍👩‍👧 reads'),
    notes: fc.array(
      fc.record({ client, text: fc.constantFrom('holds the lock', '山田  holds \u001b[31m') }),
      {
        maxLength: 2,
      },
    ),
    keys: keyViews,
    broken: words,
  },
  { requiredKeys: ['step', 'commands', 'keys'] },
)
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
  fc.record({
    ...common,
    kind: fc.constant('sequence' as const),
    clients: fc.array(fc.oneof(word, fc.constantFrom('client-1', '山田')), { maxLength: 5 }),
    before: keyViews,
    rows: fc.oneof(fc.array(row, { maxLength: 6 }), fc.array(shortRow, { maxLength: 12 })),
  }),
)
