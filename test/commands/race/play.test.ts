import { describe, expect, it } from 'vitest'
import { Terminal } from '../../support/terminal.js'

const GAME = ['race', 'lock', 'get-then-set', '--play', '--engine', 'embedded']

describe('race --play', () => {
  it('is won with four choices, and then the safe version is tried', async () => {
    const terminal = new Terminal(GAME)
    await terminal.choose('client-2: GET report')
    await terminal.choose('client-1: SET report', 1)
    await terminal.choose('client-2: SET report')
    await terminal.choose('client-1: writes the report', 1)
    await terminal.shows('You broke it in 4 steps')
    await terminal.shows('The shortest way has 4 steps. Of 46 orders, 24 break it.')
    await terminal.choose('now the same with Lock of redis-patterns')
    await terminal.shows('Lock of redis-patterns, 2 clients.')
    terminal.type('\u0003')
    expect(await terminal.ended).toBe(130)
  })

  it('gives hints that lead to the break, and takes steps back', async () => {
    const terminal = new Terminal(GAME)
    await terminal.choose('a hint', 2)
    await terminal.choose('It takes 4 more steps. Next: client-1: GET report.')
    await terminal.choose('client-1: SET report', 3)
    await terminal.choose('What next? take the last step back', 3)
    expect(await terminal.ended).toBe(0)
  })

  it('takes numbers with ACCESSIBLE=1, and repaints nothing', async () => {
    const terminal = new Terminal(GAME, { env: { ACCESSIBLE: '1' } })
    const turns = [
      ['1) client-1: GET report', '1'],
      ['1) client-1: SET report', '2'],
      ['2) client-2: SET report', '1'],
      ['1) client-1: writes the report', '2'],
    ] as const
    for (const [shown, answer] of turns) {
      await terminal.shows(shown)
      terminal.type(`${answer}\r`)
    }
    await terminal.shows('You broke it in 4 steps')
    expect(terminal.text).not.toContain('│')
  })
})
