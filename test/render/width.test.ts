import fc from 'fast-check'
import { expect, it } from 'vitest'
import { MIN_WIDTH } from '../../src/render/options.js'
import { textWidth } from '../../src/render/text/width.js'
import type { Event, Reply } from '../../src/scenario/event.js'
import { rendered } from './rendered.js'

/** Anything that may be in a key, a name or a value: wide, joined, marked, unprintable. */
const word = fc.oneof(
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
const words = fc.array(word, { maxLength: 12 }).map((parts) => parts.join(' '))
const mark = fc.constantFrom('good', 'bad', 'me')
const plainCell = fc.oneof(words, fc.integer(), fc.constant(null))
const cell = fc.oneof(plainCell, fc.record({ value: fc.oneof(word, fc.integer()), mark }))
const { reply } = fc.letrec<{ reply: Reply }>((tie) => ({
  reply: fc.oneof(
    { maxDepth: 3 },
    fc.oneof(word, fc.integer(), fc.constant(null), fc.record({ error: word })),
    fc.array(tie('reply'), { maxLength: 8 }),
  ),
}))

const table = fc.integer({ min: 1, max: 9 }).chain((columns) =>
  fc.record({
    type: fc.constant('table'),
    id: fc.constant('table'),
    title: words,
    columns: fc.array(fc.record({ label: words }), { minLength: columns, maxLength: columns }),
    rows: fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { maxLength: 5 }),
  }),
)
const picture = { type: fc.constant('chart'), id: fc.constant('chart'), title: words, words }
const marked = fc.option(mark, { nil: undefined })
const moment = fc.integer({ min: -10, max: 1000 })
const bars = fc.record({
  ...picture,
  kind: fc.constant('bars'),
  unit: fc.constant('points'),
  bars: fc.array(fc.record({ label: words, value: fc.integer({ min: -5, max: 1e9 }) }), { maxLength: 6 }),
})
const timeline = fc.record({
  ...picture,
  kind: fc.constant('timeline'),
  unit: fc.constantFrom('s', 'ms'),
  from: fc.integer({ min: 0, max: 500 }),
  to: fc.integer({ min: 0, max: 1000 }),
  lanes: fc.array(
    fc.record({
      label: words,
      spans: fc.array(fc.record({ from: moment, to: moment, label: words, mark: marked }), { maxLength: 4 }),
      points: fc.array(fc.record({ at: moment, label: words, mark: marked }), { maxLength: 4 }),
    }),
    { maxLength: 4 },
  ),
})
const spark = fc.record({
  ...picture,
  kind: fc.constant('spark'),
  unit: fc.constant('requests'),
  each: words,
  series: fc.array(
    fc.record({ label: words, values: fc.array(fc.nat(), { maxLength: 300 }), mark: marked }),
    { maxLength: 4 },
  ),
})
const slots = fc.record({
  ...picture,
  kind: fc.constant('slots'),
  nodes: fc.constantFrom(
    [],
    [{ label: 'one', from: 0, to: 16_383 }],
    [
      { label: '山田太郎', from: 0, to: 8_191 },
      { label: 'two', from: 8_192, to: 16_383 },
    ],
  ),
  keys: fc.array(fc.record({ label: word, slot: fc.nat({ max: 16_383 }), mark: marked }), { maxLength: 40 }),
})
const chart = fc.oneof(bars, timeline, spark, slots)
const state = fc.record({
  type: fc.constant('state'),
  title: words,
  keys: fc.array(
    fc.record({
      key: word,
      type: fc.constantFrom('zset', 'string', 'none'),
      ttlSeconds: fc.option(fc.nat()),
      length: fc.nat(),
      preview: fc.array(word, { maxLength: 5 }),
    }),
    { maxLength: 4 },
  ),
})
const wire = fc.record(
  {
    type: fc.constant('wire'),
    actor: word,
    command: fc.array(word, { minLength: 1, maxLength: 20 }),
    reply,
    omitted: fc.nat(),
    slot: fc.nat({ max: 16_383 }),
  },
  { requiredKeys: ['type', 'actor', 'command', 'reply'] },
)
const event = fc.oneof(
  table,
  chart,
  state,
  wire,
  fc.record({ type: fc.constant('note'), text: words, actor: word }),
  fc.record({ type: fc.constant('chapter'), id: word, title: words, text: words }),
  fc.record({ type: fc.constant('verdict'), id: word, claim: words, holds: fc.boolean(), detail: words }),
  fc.record({ type: fc.constant('skip'), what: words, needs: words }),
  fc.record({ type: fc.constant('next'), tries: fc.array(fc.record({ command: words, why: words })) }),
) as fc.Arbitrary<Event>

it('writes no line wider than the screen, and no control character, whatever the events hold', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { maxLength: 6 }),
      fc.integer({ min: MIN_WIDTH, max: 140 }),
      fc.constantFrom('terminal', 'plain'),
      fc.boolean(),
      async (events, width, format, unicode) => {
        const { out } = await rendered(events, { format, width, unicode, trace: 'all' })
        expect(out).not.toMatch(/[^\P{Cc}\n]/u)
        expect(out.split('\n').filter((line) => textWidth(line) > width)).toEqual([])
      },
    ),
    { numRuns: 200 },
  )
})
