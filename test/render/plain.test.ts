import { describe, expect, it } from 'vitest'
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

describe('the numbers of a chart', () => {
  const common = { type: 'chart', id: 'c', title: 'reads', words: 'Words.' } as const

  it('are in the order of time, moments that say the same in one row', async () => {
    const points = [60, 61, 62, 63, 64].map((at) => ({ at, label: 'let in' }))
    const lanes = [
      {
        label: 'requests',
        spans: [],
        points: [...points, { at: 65, label: 'refused', mark: 'bad' as const }],
      },
      { label: 'window', spans: [{ from: 0, to: 60.25, label: 'first' }] },
    ]
    expect(await numbers({ ...common, kind: 'timeline', unit: 's', from: 0, to: 70, lanes })).toEqual([
      'from (s)  to (s)  who           what',
      '    0.00   60.25  window        first',
      '   60.00   64.00  requests      let in (5 times)',
      '   65.00       -  requests  bad refused',
    ])
  })

  it('are the highest of several values when there are too many to read', async () => {
    const values = Array.from({ length: 110 }, (_, at) => (at === 7 ? 80 : 1))
    const series = [{ label: 'naive', values }]
    const rows = await numbers({ ...common, kind: 'spark', unit: 'reads', each: 'second', series })
    expect(rows.slice(0, 3)).toEqual([
      '    second  naive, highest',
      '    1 to 5               1',
      '   6 to 10              80',
    ])
    expect(rows).toHaveLength(1 + 110 / 5)
  })

  it('have keys of one slot below each other, with the node that has it', async () => {
    const keys = [9000, 3300, 9000].map((slot, index) => ({ label: `k${index}`, slot }))
    const nodes = [{ label: 'node 2', from: 8192, to: 16_383 }]
    expect(await numbers({ ...common, kind: 'slots', nodes, keys })).toEqual([
      'key  slot  node    its slots',
      'k1   3300  -       -',
      'k0   9000  node 2  8192 to 16383',
      'k2   9000  node 2  8192 to 16383',
    ])
  })

  it('are the steps of a sequence, with a row for each command and for what was said or broke', async () => {
    const key = { key: 'rp:1:jobs', type: 'list', ttlSeconds: 60, length: 9, preview: ['a', 'b'] }
    const commands = [
      { command: ['EVALSHA', 'f'.repeat(40), '1', 'rp:1:jobs'], script: 'add.lua', reply: 9 },
      { command: ['EXEC'], omitted: 2, reply: null },
    ]
    const row = { step: '2', client: 1, commands, keys: [key], notes: [{ client: 1, text: 'is done' }] }
    const rows = [
      { ...row, broken: 'too many' },
      { step: 't', commands: [], label: 'time passes', keys: [key] },
    ]
    const clients = ['a', 'b']
    expect(await numbers({ ...common, kind: 'sequence', clients, before: [], rows })).toEqual([
      ' step  client  command                 reply        keys after',
      'bad 2  b       EVALSHA add.lua 1 jobs  (integer) 9  -',
      'bad 2  b       EXEC ... 2 more         (nil)        jobs, 9 items, TTL 60 s,',
      '                                                    a, b, ... 7 more',
      'bad 2  b       is done                 -            -',
      'bad 2  -       BROKEN: too many        -            -',
      '    t  -       time passes             -            -',
    ])
  })

  async function numbers(chart: Event): Promise<string[]> {
    const lines = (await rendered([chart], { format: 'plain' })).out.trimEnd().split('\n')
    return lines.slice(1, -1).map((line) => line.slice(2))
  }
})

it('has no colour, even when colour is asked for', async () => {
  const end: Event = { type: 'end', verdicts: 1, failed: 1, skipped: 0 }
  expect((await rendered([end], { format: 'plain', color: 3 })).out).toBe('1 of 1 check FAILED\n')
})
