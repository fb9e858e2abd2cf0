import { describe, expect, test } from 'vitest'
import { ESCAPE, Terminal } from '../support/terminal.js'

describe('a demo on a terminal', () => {
  test('goes forward and back by keys, quits, and leaves the screen as it was', async () => {
    const terminal = new Terminal(['demo', 'leaderboard/ties', '--engine', 'embedded'])
    await terminal.shows('leaderboard ties | slide 1')
    expect(terminal.shown).toContain(`${ESCAPE}[?1049h`)
    terminal.type(' ')
    await terminal.shows('slide 2')
    terminal.type('b')
    await terminal.shows('slide 1', 2)
    terminal.type('q')
    expect(await terminal.ended).toBe(0)
    expect(terminal.shown.endsWith(`${ESCAPE}[?25h${ESCAPE}[?1049l`)).toBe(true)
  })

  test('stops at Ctrl-C with 130, and leaves the screen as it was', async () => {
    const terminal = new Terminal(['demo', 'leaderboard/ties', '--engine', 'embedded'])
    await terminal.shows('slide 1')
    terminal.type('\u0003')
    expect(await terminal.ended).toBe(130)
    expect(terminal.shown).toContain(`${ESCAPE}[?1049l`)
  })

  test('asks line by line with ACCESSIBLE=1', async () => {
    const env = { ACCESSIBLE: '1' }
    const terminal = new Terminal(['demo', 'leaderboard/ties', '--engine', 'embedded'], { env })
    await terminal.shows('Enter: next, b: back, q: quit')
    terminal.type('q\r')
    expect(await terminal.ended).toBe(0)
    expect(terminal.shown).not.toContain(ESCAPE)
  })
})
