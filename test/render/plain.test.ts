import { expect, it } from 'vitest'
import type { Event } from '../../src/scenario/event.js'
import { rendered } from './rendered.js'

it('aligns columns with spaces', async () => {
  const table: Event = {
    type: 'table',
    id: 't',
    title: 'top 10',
    columns: [{ label: 'rank', align: 'right' }, { label: 'player' }, { label: 'score', align: 'right' }],
    rows: [
      [0, '山田太郎', 2300],
      [1, { value: 'ada', mark: 'me' }, null],
    ],
  }
  expect((await rendered([table], { format: 'plain' })).out).toBe(
    [
      '  top 10',
      '  rank     player    score',
      '     0     山田太郎   2300',
      '     1  me ada           -',
      '',
    ].join('\n'),
  )
})

it('says a chart as its numbers and its sentence', async () => {
  const chart: Event = {
    type: 'chart',
    id: 'c',
    kind: 'bars',
    title: 'scores',
    unit: 'players',
    bars: [
      { label: '0-99', value: 12 },
      { label: '100-199', value: 3, mark: 'good' },
    ],
    words: 'Most have few points.',
  }
  expect((await rendered([chart], { format: 'plain' })).out.split('\n')).toEqual([
    '  scores (players)',
    '              players',
    '     0-99          12',
    '  ok 100-199        3',
    '  Most have few points.',
    '',
  ])
})

it('has no colour, even when colour is asked for', async () => {
  const end: Event = { type: 'end', verdicts: 1, failed: 1, skipped: 0 }
  expect((await rendered([end], { format: 'plain', color: 3 })).out).toBe('1 of 1 check FAILED\n')
})
