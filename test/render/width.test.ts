import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MIN_WIDTH } from '../../src/render/options.js'
import { textWidth } from '../../src/render/text/width.js'
import type { Event } from '../../src/scenario/event.js'
import { chart, keyViews, mark, reply, word, words } from './arbitrary.js'
import { rendered } from './rendered.js'

const plainCell = fc.oneof(words, fc.integer(), fc.constant(null))
const cell = fc.oneof(plainCell, fc.record({ value: fc.oneof(word, fc.integer()), mark }))
const table = fc.integer({ min: 1, max: 9 }).chain((columns) =>
  fc.record({
    type: fc.constant('table'),
    id: fc.constant('table'),
    title: words,
    columns: fc.array(fc.record({ label: words }), { minLength: columns, maxLength: columns }),
    rows: fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), { maxLength: 5 }),
  }),
)
const state = fc.record({
  type: fc.constant('state'),
  title: words,
  keys: keyViews,
})
const wire = fc.record(
  {
    type: fc.constant('wire'),
    actor: word,
    command: fc.array(word, { minLength: 1, maxLength: 20 }),
    reply,
    omitted: fc.nat(),
    script: word,
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

describe.each([
  ['any events', fc.array(event, { maxLength: 6 }), 200],
  ['any charts', fc.array(chart, { maxLength: 3 }), 300],
] as const)('a run of %s', (_, run, numRuns) => {
  it('has no line wider than the screen, and no control character', async () => {
    await fc.assert(
      fc.asyncProperty(
        run,
        fc.integer({ min: MIN_WIDTH, max: 140 }),
        fc.constantFrom('terminal', 'plain'),
        fc.boolean(),
        async (events, width, format, unicode) => {
          const { out } = await rendered(events, { format, width, unicode, trace: 'all' })
          expect(out).not.toMatch(/[^\P{Cc}\n]/u)
          expect(out.split('\n').filter((line) => textWidth(line) > width)).toEqual([])
        },
      ),
      { numRuns },
    )
  })
})
