import { describe, expect, it } from 'vitest'
import type { Lane, Point, Span } from '../../../src/scenario/event.js'
import { picture } from './picture.js'

describe('a timeline', () => {
  it('draws each span where its time is, by its mark in another fill', async () => {
    const spans: Span[] = [
      { from: 0, to: 10, label: 'a', mark: 'good' },
      { from: 10, to: 20, label: 'b', mark: 'bad' },
      { from: 20, to: 30, label: 'c', mark: 'me' },
      { from: 30, to: 40, label: 'd' },
    ]
    expect(await shown([{ label: 'all', spans }])).toEqual([
      'all  ▐███ ✔ a ███▌▐░░░ ✘ b ░░░▌▐▓▓▓ ▸ c ▓▓▓▌▐▒▒▒▒ d ▒▒▒▒▌',
      '     ├────────────┬────────────┬────────────┬────────────┤',
      '     0           10           20           30         40 s',
    ])
    expect(await shown([{ label: 'all', spans }], { unicode: false })).toEqual([
      'all  [== ok a ===][xx bad b xx][## me c ###][---- d ----]',
      '     +------------+------------+------------+------------+',
      '     0           10           20           30         40 s',
    ])
  })

  it('keeps spans of one lane that overlap visible', async () => {
    const spans = [
      { from: 0, to: 30, label: 'first' },
      { from: 20, to: 40, label: 'second' },
    ]
    expect((await shown([{ label: 'lock', spans }])).slice(0, 2)).toEqual([
      'lock  ▐▒▒▒▒▒▒▒▒▒▒▒▒▒▒ first ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▌',
      '                                ▐▒▒▒▒▒▒▒ second ▒▒▒▒▒▒▒▒▌',
    ])
  })

  it('stacks spans that overlap by less than a column', async () => {
    const spans = [
      { from: 0, to: 20.1, label: 'first' },
      { from: 20, to: 40, label: 'second' },
    ]
    expect((await shown([{ label: 'lock', spans }])).slice(0, 2)).toEqual([
      'lock  ▐▒▒▒▒▒▒▒▒ first ▒▒▒▒▒▒▒▒▒▌',
      '                                ▐▒▒▒▒▒▒▒ second ▒▒▒▒▒▒▒▒▌',
    ])
  })

  it('shows that something took no time at all', async () => {
    const spans = [{ from: 20, to: 20, label: 'now' }]
    expect((await shown([{ label: 'a', spans }]))[0]).toBe('a                             ▌ now')
    expect((await shown([{ label: 'a', spans }], { unicode: false }))[0]).toBe(
      'a                             | now',
    )
  })

  it('leaves a span open at the side on which it goes on', async () => {
    const spans = [
      { from: -5, to: 10, label: 'old' },
      { from: 30, to: 50, label: 'new' },
    ]
    expect((await shown([{ label: 'a', spans }]))[0]).toBe(
      'a  ▒▒▒▒ old ▒▒▒▒▌                           ▐▒▒▒ new ▒▒▒▒',
    )
  })

  it('puts a label beside a span that is too short, and else a key into the span', async () => {
    const beside = [{ from: 0, to: 4, label: 'a longer word' }]
    expect((await shown([{ label: 'a', spans: beside }]))[0]).toBe('a  ▐▒▒▒▌ a longer word')
    const crowded = Array.from({ length: 10 }, (_, index) => ({
      from: index * 4,
      to: index * 4 + 4,
      label: index % 2 ? 'a longer word' : 'another word',
    }))
    expect(await shown([{ label: 'a', spans: crowded }])).toEqual([
      'a  ▐▒①▒▌▐▒②▒▒▌▐▒①▒▌▐▒②▒▒▌▐▒①▒▌▐▒②▒▌▐▒①▒▒▌▐▒②▒▌▐▒①▒▒▌▐▒②▒▌',
      '   ├─────────────┬────────────┬─────────────┬────────────┤',
      '   0            10           20            30         40 s',
      '   ① another word   ② a longer word',
    ])
  })

  it('marks moments in the first row that has room, with the label on the side that has room', async () => {
    const spans = [{ from: 0, to: 20, label: 'works', mark: 'good' }] as const
    const points: Point[] = [
      { at: 20, label: 'crashes', mark: 'bad' },
      { at: 10, label: 'renews' },
      { at: 40, label: 'reclaimed', mark: 'me' },
    ]
    expect((await shown([{ label: 'a', spans: [...spans], points }])).slice(0, 2)).toEqual([
      'a  ▐████████ ✔ works ████████▌✘ crashes        reclaimed ▸',
      '                 ◆ renews',
    ])
  })

  it('labels moments that say the same only once', async () => {
    const points: Point[] = [1, 3, 5, 5, 5].map((at) => ({ at, label: 'let in', mark: 'good' }))
    expect((await shown([{ label: 'a', spans: [], points }]))[0]).toBe('a   ✔  ✔  ✔ let in ×5')
    expect((await shown([{ label: 'a', spans: [], points }], { unicode: false }))[0]).toBe(
      'a   +  +  + let in x5',
    )
  })

  it('moves the labels of too many moments to the legend', async () => {
    const points = Array.from({ length: 12 }, (_, at) => ({
      at: at * 3,
      label: `a label that is long, ${at}`,
    }))
    expect(await shown([{ label: 'a', spans: [], points }])).toEqual([
      'a  ◆ a label that is long, 0   ◆ a label that is long, 7',
      '       ◆ a label that is long, 1   ◆ ② ◆ ③  ◆ ④ ◆ ⑤',
      '           ◆ a label that is long, 2',
      '               ◆ a label that is long, 3',
      '                   ◆ a label that is long, 4',
      '                       ◆ ① ◆ a label that is long, 6',
      '   ├─────────────┬────────────┬─────────────┬────────────┤',
      '   0            10           20            30         40 s',
      '   ① a label that is long, 5   ② a label that is long, 8',
      '   ③ a label that is long, 9',
      '   ④ a label that is long, 10',
      '   ⑤ a label that is long, 11',
    ])
  })

  it('names a lane in which nothing happens, and shortens long names', async () => {
    expect((await shown([{ label: 'x'.repeat(30), spans: [] }]))[0]).toBe(`${'x'.repeat(16)}…`)
  })

  it.each([
    [0, 120, 's', '  0            30            60           90         120 s'],
    [0, 1, 's', '  0         0.2        0.4        0.6        0.8       1 s'],
    [59.9, 60.4, 's', '  59.9      60        60.1       60.2       60.3    60.4 s'],
    [0, 2500, 'ms', '  0         500       1,000      1,500            2,500 ms'],
    [0, 120_000, 'ms', '  0     20,000   40,000    60,000   80,000      120,000 ms'],
    [0, 86_400, 's', '  0     14,400   28,800    43,200   57,600        86,400 s'],
    [1e12, 1e12 + 1000, 'ms', '  1,000,000,000,000                   1,000,000,001,000 ms'],
    [7, 7, 's', '  7                                                    7 s'],
  ])('has round ticks from %d to %d %s', async (from, to, unit, labels) => {
    expect((await picture('timeline', { unit, from, to, lanes: [] })).at(-1)).toBe(labels)
  })
})

function shown(lanes: Lane[], options?: { unicode: boolean }): Promise<string[]> {
  return picture('timeline', { unit: 's', from: 0, to: 40, lanes }, options)
}
