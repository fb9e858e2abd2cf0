import { describe, expect, it } from 'vitest'
import type { Event } from '../../../src/scenario/event.js'
import { rendered } from '../rendered.js'

const note: Event = {
  type: 'note',
  text: 'The lesson explains this very state, with its numbers, at length.',
}
const table = (cell: string): Event => ({
  type: 'table',
  id: 't',
  title: 'state',
  columns: [{ label: 'name' }],
  rows: [[cell]],
})

const spark = (length: number) => ({
  kind: 'spark',
  unit: 'reads',
  each: 's',
  series: [{ label: 'all', values: Array.from({ length }, () => 1) }],
})

describe('lesson and state', () => {
  it('stand side by side from 100 columns on', async () => {
    expect(await rows([note, table('ada')], 100)).toEqual([
      '  The lesson explains this very state, with    state',
      '  its numbers, at length.                      ╭──────╮',
      '                                               │ name │',
      '                                               ├──────┤',
      '                                               │ ada  │',
      '                                               ╰──────╯',
    ])
  })

  it('stand below each other on a narrower screen', async () => {
    expect((await rows([note, table('ada')], 99)).slice(0, 3)).toEqual([
      '  The lesson explains this very state, with its numbers, at length.',
      '',
      '  state',
    ])
  })

  it('stand below each other when the state needs the whole width', async () => {
    const lines = await rows([note, table('x'.repeat(70))], 100)
    expect(lines[2]).toBe('  state')
    expect(lines[6]).toBe(`  │ ${'x'.repeat(70)} │`)
  })

  it.each([
    ['a timeline', 131, 132, { kind: 'timeline', unit: 's', from: 0, to: 1, lanes: [] }],
    ['a strip of slots', 110, 111, { kind: 'slots', nodes: [], keys: [] }],
    ['a sparkline', 105, 106, spark(45)],
    ['bars', 99, 100, { kind: 'bars', unit: 's', bars: [{ label: 'a bar', value: 1 }] }],
  ])(
    'stand side by side with %s from the width on at which it can be read',
    async (_, below, beside, drawn) => {
      const chart = { type: 'chart', id: 'c', title: 'picture', words: 'Words.', ...drawn } as Event
      expect((await rows([note, chart], below))[0]).not.toContain('picture')
      expect((await rows([note, chart], beside))[0]).toContain('picture')
    },
  )

  it('never stand side by side in plain text', async () => {
    expect((await rows([note, table('ada')], 120, 'plain'))[1]).toBe('')
  })
})

async function rows(
  events: Event[],
  width: number,
  format: 'terminal' | 'plain' = 'terminal',
): Promise<string[]> {
  return (await rendered(events, { width, format })).out.trimEnd().split('\n')
}
