import { describe, expect, it } from 'vitest'
import type { Cell, Column, TableEvent } from '../../../src/scenario/event.js'
import { rendered } from '../rendered.js'

describe('a table', () => {
  it('puts numbers to the right and text to the left unless it is told otherwise', async () => {
    expect(
      await shown(
        ['name', 'score'],
        [
          ['ada', 1500],
          ['grace', null],
        ],
      ),
    ).toEqual([
      '╭───────┬───────╮',
      '│ name  │ score │',
      '├───────┼───────┤',
      '│ ada   │  1500 │',
      '│ grace │     – │',
      '╰───────┴───────╯',
    ])
  })

  it('stays straight with wide characters, emoji and combining marks', async () => {
    const names = ['山田太郎', '🚀 Zoë', '👩‍👩‍👧', 'e\u0301', '🫡']
    expect(
      await shown(
        ['name'],
        names.map((name) => [name]),
      ),
    ).toEqual([
      '╭──────────╮',
      '│ name     │',
      '├──────────┤',
      '│ 山田太郎 │',
      '│ 🚀 Zoë   │',
      '│ 👩‍👩‍👧       │',
      '│ e\u0301        │',
      '│ 🫡       │',
      '╰──────────╯',
    ])
  })

  it('shows control characters instead of obeying them', async () => {
    expect((await shown(['name'], [['\u001b[31mred\nrow']]))[3]).toBe('│ \\x1b[31mred\\nrow │')
  })

  it('marks a cell so that all values of its column stay aligned', async () => {
    const rows: Cell[][] = [
      [
        { value: 'ada', mark: 'me' },
        { value: 7, mark: 'bad' },
      ],
      ['grace', { value: 4000, mark: 'good' }],
    ]
    expect(await shown(['name', 'n'], rows)).toEqual([
      '╭─────────┬────────╮',
      '│   name  │      n │',
      '├─────────┼────────┤',
      '│ ▸ ada   │    ✘ 7 │',
      '│   grace │ ✔ 4000 │',
      '╰─────────┴────────╯',
    ])
  })

  it('says that it is empty', async () => {
    expect(await shown(['name'], [])).toEqual(['(empty)'])
  })

  it('fills the cells that a row leaves out', async () => {
    expect((await shown(['a', 'b'], [['x']]))[3]).toBe('│ x │ – │')
  })
})

describe('a table that is too wide', () => {
  it('wraps its labels before it touches a cell', async () => {
    const rows = [['read, add, write back', 4000, 3300]]
    expect(await shown(['version', 'points on the board', 'points lost'], rows, 44)).toEqual([
      '╭───────────────────────┬────────┬─────────╮',
      '│ version               │ points │  points │',
      '│                       │ on the │    lost │',
      '│                       │  board │         │',
      '├───────────────────────┼────────┼─────────┤',
      '│ read, add, write back │   4000 │    3300 │',
      '╰───────────────────────┴────────┴─────────╯',
    ])
  })

  it('wraps text between words and parts the rows then', async () => {
    const rows = [
      ['the quick brown fox jumps over the lazy dog', 1],
      ['ada', 2],
    ]
    expect(await shown(['text', 'n'], rows, 38)).toEqual([
      '╭────────────────────────────────┬───╮',
      '│ text                           │ n │',
      '├────────────────────────────────┼───┤',
      '│ the quick brown fox jumps over │ 1 │',
      '│ the lazy dog                   │   │',
      '│                                │   │',
      '│ ada                            │ 2 │',
      '╰────────────────────────────────┴───╯',
    ])
  })

  it('shortens long words, but never a number', async () => {
    const rows = [['an-identifier-without-any-space-in-it', 123_456_789_012]]
    expect((await shown(['id', 'n'], rows, 40))[3]).toBe('│ an-identifier-withou… │ 123456789012 │')
  })

  it('becomes one record for every row when its columns would be too narrow to read', async () => {
    const labels = ['pattern', 'structure', 'reach for it when']
    const rows = [
      ['leaderboard', 'sorted set', 'a rank is asked for often and scores change all the time, by many'],
      [{ value: 'lock', mark: 'bad' as const }, 'string', 'only one may'],
    ]
    expect(await shown(labels, rows, 42)).toEqual([
      '',
      'leaderboard',
      '  structure         sorted set',
      '  reach for it wh…  a rank is asked for',
      '                    often and scores',
      '                    change all the time,',
      '                    by many',
      '',
      '✘ lock',
      '  structure         string',
      '  reach for it wh…  only one may',
    ])
  })
})

/** The lines of the table at this width of its own, without margin and title. */
async function shown(labels: string[], rows: Cell[][], width = 60): Promise<string[]> {
  const columns = labels.map((label): Column => ({ label }))
  const table: TableEvent = { type: 'table', id: 'table', title: 'title', columns, rows }
  const { out } = await rendered([table], { width: width + 2 })
  const [title, ...lines] = out.trimEnd().split('\n')
  expect(title).toBe('  title')
  return lines.map((line) => line.slice(2))
}
