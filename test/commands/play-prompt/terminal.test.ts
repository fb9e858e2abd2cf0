import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ownFolder, removeFolder } from '../../support/own-folder.js'
import { redisServerPath } from '../../support/servers.js'
import { Terminal } from '../../support/terminal.js'

const CTRL_C = '\u0003'
const CTRL_D = '\u0004'
const UP = '\u001b[A'
const TAB = '\t'

function open(env: Record<string, string> = {}): Terminal {
  return new Terminal(['play', '--engine', 'embedded'], { env })
}

/** Types a line and waits for what it leads to. */
async function enter(terminal: Terminal, line: string, shows: string): Promise<void> {
  terminal.type(`${line}\r`)
  await terminal.shows(shows)
}

describe('play on a terminal', () => {
  it('completes commands and keys, and shows the syntax while one types', async () => {
    const terminal = open()
    await terminal.shows('a> ')
    await enter(terminal, 'SET user:ada 1', 'OK')
    terminal.type('strl')
    terminal.type(TAB)
    await terminal.shows('STRLEN key')
    terminal.type(' us')
    terminal.type(TAB)
    await terminal.shows('er:ada')
    terminal.type('\r')
    await terminal.shows('(integer) 1')
    terminal.type(CTRL_D)
    expect(await terminal.ended).toBe(0)
  })

  it('clears a half-typed line at Ctrl-C, and ends at Ctrl-D', async () => {
    const terminal = open()
    await terminal.shows('a> ')
    terminal.type('FLUSHALL')
    await terminal.shows('FLUSHALL')
    terminal.type(CTRL_C)
    await enter(terminal, 'ECHO still-there', '"still-there"')
    expect(terminal.text).not.toContain('OK')
    terminal.type('EVAL "return 1\r')
    await terminal.shows('...> ')
    terminal.type(CTRL_C)
    await enter(terminal, 'ECHO again', '"again"')
    terminal.type(CTRL_D)
    expect(await terminal.ended).toBe(0)
  })

  it.skipIf(redisServerPath() === undefined)('ends with 130 at Ctrl-C while a command runs', async () => {
    const terminal = new Terminal(['play', '--engine', 'server'], {
      env: { PATH: process.env.PATH ?? '', ACCESSIBLE: '1' },
    })
    await terminal.shows('a> ')
    terminal.type('EVAL "while true do end" 0\r')
    await terminal.shows('" 0\n')
    terminal.type(CTRL_C)
    expect(await terminal.ended).toBe(130)
  })

  it('goes on while another client waits, and frees a client that waits at Ctrl-C', async () => {
    const terminal = open()
    await terminal.shows('a> ')
    await enter(terminal, 'b> BLPOP q 0', 'b waits for BLPOP q 0')
    await enter(terminal, 'LPUSH q x', 'b got the reply to BLPOP q 0')
    await enter(terminal, 'BLPOP q 0', 'a(waits)> ')
    terminal.type(CTRL_C)
    await terminal.shows('a waits no longer')
    await enter(terminal, 'ECHO free', '"free"')
    terminal.type(CTRL_D)
    expect(await terminal.ended).toBe(0)
  })

  it('runs what is pasted, line by line', async () => {
    const terminal = open()
    await terminal.shows('a> ')
    terminal.type('SET k 1\rINCR k\rINCR k\rEVAL "\rreturn 40 + 2\r" 0\r')
    await terminal.shows('(integer) 3')
    await terminal.shows('(integer) 42')
    terminal.type(CTRL_D)
    expect(await terminal.ended).toBe(0)
  })

  it('does not take a pasted yes for an answer', async () => {
    const terminal = open()
    await terminal.shows('a> ')
    terminal.type('SHUTDOWN NOSAVE\ryes\rECHO alive\r')
    await terminal.shows('not sent')
    await terminal.shows('"alive"')
    terminal.type(CTRL_D)
    expect(await terminal.ended).toBe(0)
  })

  it('remembers lines for the next session, privately, but no passwords', async () => {
    const folder = await ownFolder()
    const first = open({ XDG_STATE_HOME: folder })
    await first.shows('a> ')
    await enter(first, 'AUTH hush', '(error)')
    await enter(first, 'ECHO remembered', '"remembered"')
    first.type(CTRL_D)
    await first.ended
    const file = join(folder, 'redis-patterns', 'play-history')
    expect(readFileSync(file, 'utf8')).toBe('ECHO remembered\n')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const second = open({ XDG_STATE_HOME: folder })
    await second.shows('a> ')
    second.type(`${UP}\r`)
    await second.shows('"remembered"')
    second.type(CTRL_D)
    expect(await second.ended).toBe(0)
    await removeFolder(folder)
  })

  it('shows no hints below the line when nothing may be repainted', async () => {
    const terminal = open({ ACCESSIBLE: '1', NO_COLOR: '1' })
    await terminal.shows('a> ')
    await enter(terminal, 'STRLEN k', '(integer) 0')
    expect(terminal.text).not.toContain('STRLEN key')
    // oxlint-disable-next-line no-control-regex -- that is what must not be there
    expect(terminal.shown).not.toMatch(/\u001b\[[0-9;]*m/)
    terminal.type(CTRL_D)
    expect(await terminal.ended).toBe(0)
  })
})
