import { type IPty, spawn } from '@lydell/node-pty'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { textWidth } from '../../src/render/text/width.js'
import { bareEnvironment, PROGRAM } from '../support/program.js'

const ESCAPE = '\u001b'
const open: Terminal[] = []
afterEach(() => open.splice(0).forEach((terminal) => terminal.end()))

/** The built program in a real pseudo-terminal. */
class Terminal {
  readonly ended: Promise<number>
  readonly #pty: IPty
  readonly #listeners = new Set<() => void>()
  #shown = ''
  #running = true

  constructor(
    args: string[],
    { columns = 80, env = {} }: { columns?: number; env?: Record<string, string> } = {},
  ) {
    this.#pty = spawn(process.execPath, [PROGRAM, ...args], {
      cols: columns,
      rows: 50,
      env: { ...bareEnvironment(), TERM: 'xterm-256color', ...env },
    })
    this.#pty.onData((text) => {
      this.#shown += text
      for (const listener of this.#listeners) listener()
    })
    this.ended = new Promise((resolve) => this.#pty.onExit(({ exitCode }) => resolve(exitCode)))
    void this.ended.then(() => (this.#running = false))
    open.push(this)
  }

  get shown(): string {
    return this.#shown
  }

  /** What is left without colours and cursor movement. */
  get text(): string {
    // oxlint-disable-next-line no-control-regex -- that is what is removed
    return this.#shown.replaceAll(/\u001b\[[0-9;?]*[a-zA-Z]/g, '').replaceAll('\r', '')
  }

  type(keys: string): void {
    this.#pty.write(keys)
  }

  /** Waits for a question and takes the choice that lies so many lines below the first. */
  async choose(question: string, down = 0): Promise<void> {
    await this.shows(question)
    this.type(`${`${ESCAPE}[B`.repeat(down)}\r`)
  }

  /** Waits until a text has been there so many times. */
  async shows(text: string, times = 1): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const look = () => this.text.split(text).length > times && resolve()
      this.#listeners.add(look)
      look()
      void this.ended.then(() => reject(new Error(`it ended without showing "${text}":\n${this.text}`)))
    })
  }

  end(): void {
    if (this.#running) this.#pty.kill('SIGKILL')
  }
}

const embedded = ['leaderboard', '--engine', 'embedded']

describe('a run on a terminal', () => {
  test.each([60, 80, 120])('fits into %i columns', async (columns) => {
    const terminal = new Terminal(embedded, { columns })
    expect(await terminal.ended).toBe(0)
    expect(Math.max(...terminal.text.split('\n').map(textWidth))).toBeLessThanOrEqual(columns)
    expect(terminal.text).toContain('│ grace')
  })

  test('puts the lesson beside the state when there is room, and above it when there is not', async () => {
    const [wide, narrow] = [new Terminal(embedded, { columns: 120 }), new Terminal(embedded, { columns: 80 })]
    await Promise.all([wide.ended, narrow.ended])
    expect(wide.text).toMatch(/^ +ZADD writes .*top 10$/m)
    expect(narrow.text).toMatch(/^ +top 10$/m)
  })

  test('has colour, and none with NO_COLOR, --no-color or TERM=dumb', async () => {
    const colored = new Terminal(embedded)
    const without = [
      new Terminal(embedded, { env: { NO_COLOR: '1' } }),
      new Terminal([...embedded, '--no-color']),
      new Terminal(embedded, { env: { TERM: 'dumb' } }),
    ]
    await Promise.all([colored, ...without].map((terminal) => terminal.ended))
    expect(colored.shown).toContain(`${ESCAPE}[`)
    for (const terminal of without) expect(terminal.shown).not.toContain(ESCAPE)
  })

  test('is plain and append-only with ACCESSIBLE=1', async () => {
    const terminal = new Terminal(embedded, { env: { ACCESSIBLE: '1' } })
    expect(await terminal.ended).toBe(0)
    expect(terminal.shown).not.toContain(ESCAPE)
    expect(terminal.shown).not.toContain('│')
  })

  test('waits for Enter after each step with --step', async () => {
    const terminal = new Terminal([...embedded, 'basics', '--step'])
    await terminal.shows('Enter: next step')
    expect(terminal.text).toContain('top 10')
    expect(terminal.text).not.toContain('after +100')
    terminal.type('\r\r\r\r')
    expect(await terminal.ended).toBe(0)
    expect(terminal.text).toContain('after +100')
  })

  test('stops at Ctrl-C with 130 and leaves the terminal as it was', async () => {
    const terminal = new Terminal([...embedded, '--step'])
    await terminal.shows('Enter: next step')
    terminal.type('\u0003')
    expect(await terminal.ended).toBe(130)
    expect(terminal.text).not.toContain('Error')
  })
})

describe('the menu of a bare call', () => {
  test('goes from pattern to scenario to settings, says the command line, and runs it', async () => {
    const terminal = new Terminal([])
    await terminal.shows('Which pattern?')
    await terminal.choose('sorted set')
    await terminal.choose('Which scenario?', 1)
    await terminal.choose('Its settings?')
    await terminal.shows('$ redis-patterns leaderboard basics')
    expect(await terminal.ended).toBe(0)
    expect(terminal.text).toContain('all hold')
  })

  test('asks for each setting when told to, and refuses what the flag would refuse', async () => {
    const terminal = new Terminal([])
    await terminal.choose('Which pattern?')
    await terminal.choose('Which scenario?', 2)
    await terminal.choose('Its settings?', 1)
    await terminal.shows('points per increment')
    terminal.type('5000000\r')
    await terminal.shows('--by does not accept')
    terminal.type('\u0003')
    expect(await terminal.ended).toBe(130)
  })

  test('asks again for the file that a scenario cannot do without', async () => {
    const terminal = new Terminal([])
    await terminal.choose('Which pattern?')
    await terminal.choose('Your own scores', 7)
    await terminal.choose('Its settings?')
    await terminal.choose('read scores from')
    await terminal.shows('--file does not accept ""')
    terminal.type('\u0003')
    expect(await terminal.ended).toBe(130)
  })

  test('asks for what the scenario reads, breaks no word, and offers no and yes for a switch', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'redis-patterns-menu-'))
    const file = join(folder, 'scores.csv')
    writeFileSync(file, 'name,score\nada,3\n')
    const terminal = new Terminal([], { columns: 60 })
    await terminal.choose('Which pattern?')
    await terminal.choose('Your own scores', 7)
    await terminal.choose('Its settings?', 1)
    const answers: [question: string, answer: string][] = [
      ['how many places', ''],
      ['or - for standard input', file],
      ['holds the names', ''],
      ['holds the scores', ''],
      ['show this name', ''],
      ['what counts', ''],
      ['stop at the first bad row', `${ESCAPE}[B`],
      ['rows per command', ''],
    ]
    for (const [question, answer] of answers) {
      await terminal.shows(question)
      terminal.type(`${answer}\r`)
    }
    expect(await terminal.ended).toBe(0)
    expect(terminal.text).toMatch(/\$ redis-patterns leaderboard file --file \S+scores\.csv --strict/)
    rmSync(folder, { recursive: true })
  })

  test('says what has been seen', async () => {
    const env = { XDG_STATE_HOME: mkdtempSync(join(tmpdir(), 'redis-patterns-menu-')) }
    expect(await new Terminal([...embedded, 'ties'], { env }).ended).toBe(0)
    const terminal = new Terminal([], { env })
    await terminal.shows('(1 of 7 seen)')
    await terminal.choose('Which pattern?')
    await terminal.shows('who was there first? (seen)')
    terminal.type('\u0003')
    expect(await terminal.ended).toBe(130)
    rmSync(env.XDG_STATE_HOME, { recursive: true })
  })

  test('shows every scenario at once, also the last', async () => {
    const terminal = new Terminal([])
    await terminal.choose('Which pattern?')
    await terminal.shows('Your own scores')
    terminal.type('\u0003')
    expect(await terminal.ended).toBe(130)
  })

  test('numbers its choices with ACCESSIBLE=1', async () => {
    const terminal = new Terminal([], { env: { ACCESSIBLE: '1' } })
    await terminal.shows('1) leaderboard')
    terminal.type('\u0003')
    expect(await terminal.ended).toBe(130)
  })
})

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
