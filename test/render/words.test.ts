import { expect, it } from 'vitest'
import { symbolsFor } from '../../src/render/symbols.js'
import {
  factWords,
  grouped,
  headerWords,
  hiddenWords,
  progressWords,
  summaryWords,
} from '../../src/render/words.js'
import type { KeyView, RunEvent } from '../../src/scenario/event.js'

const symbols = symbolsFor(true)

it.each([
  [{ verdicts: 5, failed: 0, skipped: 0 }, '5 checks, all hold'],
  [{ verdicts: 1, failed: 0, skipped: 0 }, '1 check, it holds'],
  [{ verdicts: 5, failed: 1, skipped: 0 }, '1 of 5 checks FAILED'],
  [{ verdicts: 5, failed: 0, skipped: 2 }, '5 checks, all hold; 2 steps skipped'],
  [{ verdicts: 0, failed: 0, skipped: 1 }, 'nothing to check; 1 step skipped'],
])('sums up %j', (counts, words) => {
  expect(summaryWords({ type: 'end', ...counts })).toBe(words)
})

it.each([
  [{ kind: 'server', product: 'redis', version: '7.0.15', cluster: false }, 'redis 7.0.15 (server)'],
  [
    { kind: 'external', product: 'valkey', version: '8.1.0', cluster: true },
    'valkey 8.1.0 (external cluster)',
  ],
] as const)('names the engine %j', (engine, words) => {
  const run: RunEvent = {
    type: 'run',
    schema: 1,
    pattern: 'lock',
    engine,
    seed: 7,
    namespace: 'x',
    params: {},
  }
  expect(headerWords(run, symbols).join(' ')).toBe(`lock · ${words} · seed 7`)
})

it.each<[Partial<KeyView>, string[]]>([
  [{ type: 'zset', length: 1 }, ['zset', '1 member', 'no expiry', '']],
  [{ type: 'string', length: 12, ttlSeconds: 60 }, ['string', '12 bytes', 'TTL 60 s', '']],
  [{ type: 'stream', length: 2000, slot: 5 }, ['stream', '2,000 entries', 'no expiry', 'slot 5']],
  [{ type: 'hash', length: 3, ttlSeconds: 1_209_600 }, ['hash', '3 fields', 'TTL 1209600 s (14d)', '']],
  [{ type: 'hash', length: 3, ttlSeconds: 5_430 }, ['hash', '3 fields', 'TTL 5430 s (1h 30m)', '']],
  [{ type: 'ReJSON-RL', length: 3 }, ['ReJSON-RL', '3 elements', 'no expiry', '']],
  [{ type: 'none', ttlSeconds: null }, ['not there', '', '', '']],
])('says of the key %j what it is', (view, words) => {
  expect(factWords({ key: 'k', type: 'none', ttlSeconds: null, length: 0, preview: [], ...view })).toEqual(
    words,
  )
})

it('counts what it does not show, and says how to see it', () => {
  expect(hiddenWords(1840, symbols)).toBe('… 1,840 more commands (--trace all shows them)')
  expect(hiddenWords(1, symbols)).toBe('… 1 more command (--trace all shows them)')
})

it('says how far a step is', () => {
  const progress = { type: 'progress', label: 'reading', done: 1500, unit: 'rows' } as const
  expect(progressWords({ ...progress, total: 100_000 })).toBe('reading: 1,500 of 100,000 rows')
  expect(progressWords(progress)).toBe('reading: 1,500 rows')
})

it.each([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [1234567, '1,234,567'],
])('groups %i', (number, text) => {
  expect(grouped(number)).toBe(text)
})
