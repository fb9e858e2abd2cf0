import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { type Registered, registry } from '../../src/commands/index.js'
import { textWidth } from '../../src/render/text/width.js'
import { ESCAPE, Terminal } from '../support/terminal.js'

const LEADERBOARD = registry.findIndex(({ name }) => name === 'leaderboard')
const { scenarios: SCENARIOS } = await (registry[LEADERBOARD] as Registered).load()
/** Behind the choice of all scenarios. */
const OWN_SCORES = 1 + SCENARIOS.findIndex(({ name }) => name === 'file')
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
    await terminal.choose('Where to begin?', LEADERBOARD)
    await terminal.choose('Which scenario?', 1)
    await terminal.choose('Its settings?')
    await terminal.shows('$ redis-patterns leaderboard basics')
    expect(await terminal.ended).toBe(0)
    expect(terminal.text).toContain('all hold')
  })

  test('asks for each setting when told to, and refuses what the flag would refuse', async () => {
    const terminal = new Terminal([])
    await terminal.choose('Where to begin?', LEADERBOARD)
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
    await terminal.choose('Where to begin?', LEADERBOARD)
    await terminal.choose('Your own scores', OWN_SCORES)
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
    await terminal.choose('Where to begin?', LEADERBOARD)
    await terminal.choose('Your own scores', OWN_SCORES)
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
    await terminal.shows(`(1 of ${SCENARIOS.length} seen)`)
    await terminal.choose('Where to begin?', LEADERBOARD)
    await terminal.shows('who was there first? (seen)')
    terminal.type('\u0003')
    expect(await terminal.ended).toBe(130)
    rmSync(env.XDG_STATE_HOME, { recursive: true })
  })

  test('shows every scenario at once, also the last', async () => {
    const terminal = new Terminal([])
    await terminal.choose('Where to begin?', LEADERBOARD)
    await terminal.shows('Your own scores')
    terminal.type('\u0003')
    expect(await terminal.ended).toBe(130)
  })

  test('offers lessons, races and the prompt below the patterns', async () => {
    const env = { XDG_STATE_HOME: mkdtempSync(join(tmpdir(), 'redis-patterns-menu-')) }
    const lessons = new Terminal([], { env })
    await lessons.choose('Where to begin?', registry.length)
    await lessons.shows('$ redis-patterns learn')
    await lessons.shows('Which lesson?')
    lessons.type('\u0003')
    expect(await lessons.ended).toBe(130)

    const races = new Terminal([], { env })
    await races.choose('Where to begin?', registry.length + 1)
    await races.choose('Of which pattern?', LEADERBOARD)
    await races.shows('$ redis-patterns race leaderboard')
    expect(await races.ended).toBe(0)

    const prompt = new Terminal([], { env })
    await prompt.choose('Where to begin?', registry.length + 2)
    await prompt.shows('$ redis-patterns play')
    await prompt.shows('a>')
    prompt.type('PING\r')
    await prompt.shows('PONG')
    prompt.type('\u0004')
    expect(await prompt.ended).toBe(0)
    rmSync(env.XDG_STATE_HOME, { recursive: true })
  })

  test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)('ends at %s like a run', async (name) => {
    const terminal = new Terminal([])
    await terminal.shows('Where to begin?')
    terminal.signal(name)
    expect(await terminal.ended).toBe(130)
  })

  test('leaves of what was chosen its name, which breaks no word', async () => {
    const terminal = new Terminal([], { columns: 60 })
    await terminal.choose('Where to begin?', registry.length)
    await terminal.shows('✔ Where to begin? learn\n')
    terminal.type('\u0003')
    expect(await terminal.ended).toBe(130)
  })

  test('numbers its choices with ACCESSIBLE=1, below each other and unbroken, and takes a number', async () => {
    const terminal = new Terminal([], { env: { ACCESSIBLE: '1' } })
    await terminal.shows(`   1) ${registry[0]?.name}`)
    await terminal.shows(`  ${registry.length + 3}) play`)
    expect(terminal.text).not.toMatch(/^\.+$/m)
    terminal.type(`${registry.length + 1}\r`)
    await terminal.shows('Which lesson?')
    terminal.type('\u0003')
    expect(await terminal.ended).toBe(130)
  })
})
