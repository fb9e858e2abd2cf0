import { expect, it } from 'vitest'
import { symbolsFor } from '../../src/render/symbols.js'
import {
  chartTitle,
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

it('says a unit in the title, unless the title has it or the axis says it', () => {
  const chart = { type: 'chart', id: 'c', words: '' } as const
  const titles = [
    chartTitle({ ...chart, kind: 'bars', title: 'lost sales', unit: 's', bars: [] }),
    chartTitle({ ...chart, kind: 'bars', title: 'lost points', unit: 'points', bars: [] }),
    chartTitle({ ...chart, kind: 'timeline', title: 'who', unit: 's', from: 0, to: 1, lanes: [] }),
    chartTitle({ ...chart, kind: 'slots', title: 'keys', nodes: [], keys: [] }),
  ]
  expect(titles).toEqual(['lost sales (s)', 'lost points', 'who', 'keys'])
})

it('says in the title what a sequence leaves out in front of its keys', () => {
  const chart = { type: 'chart', kind: 'sequence', id: 's', title: 'who', words: '' } as const
  const key = { key: 'rp:1:lock', type: 'none', ttlSeconds: null, length: 0, preview: [] }
  const titleOf = (before: KeyView[]) => chartTitle({ ...chart, clients: [], rows: [], before })
  expect([titleOf([key]), titleOf([])]).toEqual(['who (keys begin with rp:1:)', 'who'])
})
