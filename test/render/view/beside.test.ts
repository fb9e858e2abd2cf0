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
