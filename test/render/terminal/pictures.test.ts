import { describe, expect, it } from 'vitest'
import type { ChartEvent, SlotsChart, SparkChart, TimelineChart } from '../../../src/scenario/event.js'
import { rendered } from '../rendered.js'

async function drawn(chart: ChartEvent, width = 62, unicode = true): Promise<string[]> {
  return (await rendered([chart], { width, unicode })).out.trimEnd().split('\n')
}

const holders: TimelineChart = {
  type: 'chart',
  id: 'holders',
  kind: 'timeline',
  title: 'who has the lock',
  unit: 's',
  from: 0,
  to: 30,
  lanes: [
    {
      label: 'app-1',
      spans: [
        { from: 0, to: 10, label: 'lease', mark: 'good' },
        { from: 10, to: 16, label: 'believes that it has it', mark: 'bad' },
      ],
      points: [{ at: 16, label: 'writes', mark: 'bad' }],
    },
    { label: 'app-2', spans: [{ from: 10, to: 30, label: 'lease', mark: 'good' }] },
  ],
  words: 'From 10 s to 16 s two have it.',
}

describe('a timeline', () => {
  it('draws each lane on one axis, and names by a letter what has no room', async () => {
    expect(await drawn(holders)).toEqual([
      '  who has the lock',
      '  app-1  █████ lease █████a▒▒▒▒▒▒▒▒▒▒',
      '                                     ✘ writes',
      '  app-2                   ██████████████ lease ██████████████',
      '         ├────────────────┬─────────────────┬────────────────┤',
      '         0                10                20            30 s',
      '  a  ✘ believes that it has it: 10 to 16 s',
      '  From 10 s to 16 s two have it.',
    ])
  })

  it('tells the kinds apart without colour and without Unicode', async () => {
    const lines = await drawn(holders, 62, false)
    expect(lines[1]).toMatch(/^ {2}app-1 {2}#+ lease #+ax+$/)
    expect(lines.join('')).toMatch(/^[ -~]*$/)
  })

  it('gives spans that overlap rows of their own', async () => {
    const spans = [
      { from: 0, to: 20, label: 'first' },
      { from: 10, to: 30, label: 'second' },
    ]
    const lines = await drawn({ ...holders, lanes: [{ label: 'both', spans }] })
    expect(lines[1]).toContain('first')
    expect(lines[1]).not.toContain('second')
    expect(lines[2]).toMatch(/^ {10,}━+ second ━+$/)
  })

  it('shows what took no time, and a moment at the end', async () => {
    const lane = { label: 'x', spans: [{ from: 5, to: 5, label: '' }], points: [{ at: 30, label: 'end' }] }
    const lines = await drawn({ ...holders, lanes: [lane] })
    expect(lines[1]).toContain('a')
    expect(lines[2]).toMatch(/end ◆$/)
  })

  it('is a table of moments, in their order, where nothing is drawn', async () => {
    const { out } = await rendered([holders], { format: 'plain', width: 80 })
    expect(out.split('\n').slice(1, 6)).toEqual([
      '  from (s)  to (s)  who        what',
      '         0      10  app-1  ok  lease',
      '        10      16  app-1  bad believes that it has it',
      '        10      30  app-2  ok  lease',
      '        16       -  app-1  bad writes',
    ])
  })
})

const requests: SparkChart = {
  type: 'chart',
  id: 'requests',
  kind: 'spark',
  title: 'requests',
  unit: 'requests',
  each: 'second',
  series: [
    { label: 'allowed', values: [0, 1, 5, 10, 10], mark: 'good' },
    { label: 'denied', values: [0, 0, 0, 20, 4], mark: 'bad' },
  ],
  words: 'Half of them were denied.',
}

describe('a sparkline', () => {
  it('has one scale for all series, and the highest of each as a number', async () => {
    expect(await drawn(requests)).toEqual([
      '  requests',
      '  ✔ allowed  ·▁▂▄▄  most 10',
      '  ✘ denied   ···█▂  most 20',
      '  Half of them were denied.',
    ])
    expect((await drawn(requests, 62, false)).slice(1, 3)).toEqual([
      '  ok  allowed  .1355  most 10',
      '  bad denied   ...92  most 20',
    ])
  })

  it('adds values up when there are more than columns, and says so', async () => {
    const series = [{ label: 'all', values: Array.from({ length: 100 }, () => 3) }]
    const lines = await drawn({ ...requests, series })
    expect(lines[1]).toBe(`  all  ${'█'.repeat(33)}▃  most 3`)
    expect(lines[2]).toBe('  one column: 3 × second, added up')
  })

  it('adds values up in a table, too', async () => {
    const series = [{ label: 'all', values: Array.from({ length: 48 }, () => 3) }]
    const { out } = await rendered([{ ...requests, series }], { format: 'plain', width: 80 })
    expect(out).toMatch(/^ +1 to 2 +6$/m)
    expect(out).toMatch(/^ +47 to 48 +6$/m)
  })
})

const keys: SlotsChart = {
  type: 'chart',
  id: 'slots',
  kind: 'slots',
  title: 'keys',
  nodes: [
    { label: 'node 1', from: 0, to: 8191 },
    { label: 'node 2', from: 8192, to: 16_383 },
  ],
  keys: [
    { label: 'door', slot: 100, mark: 'good' },
    { label: 'door:fence', slot: 100, mark: 'good' },
    { label: 'window', slot: 12_000 },
  ],
  words: 'Two of the three share a slot.',
}

describe('a slot strip', () => {
  it('marks where keys lie, and lists who shares a slot', async () => {
    expect(await drawn(keys)).toEqual([
      '  keys (slots)',
      '  a                                          b',
      '  ├────────── node 1 ───────────┬────────── node 2 ──────────┤',
      '  a  ✔ slot 100, node 1: door, door:fence',
      '  b  slot 12000, node 2: window',
      '  Two of the three share a slot.',
    ])
  })
})
