import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { registry } from '../src/commands/index.js'
import { eventsOf, runCli } from './support/cli.js'

const folder = mkdtempSync(join(tmpdir(), 'redis-patterns-cli-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('without arguments, off a terminal', () => {
  test('the help is printed, with examples first', async () => {
    const { code, stdout, stderr } = await runCli([])
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^Examples:/)
    expect(stdout).toContain(`Patterns:\n  ${registry[0]?.name}`)
  })
})

describe('help', () => {
  test.each(['leaderboard', 'list', 'engine', 'engine install'])('%s is its manual page', async (command) => {
    const { code, stdout } = await runCli(['help', ...command.split(' ')])
    expect(code).toBe(0)
    expect(stdout).toMatch(new RegExp(`^NAME\n    redis-patterns ${command} - `))
    for (const heading of ['SYNOPSIS', 'EXIT STATUS', 'ENVIRONMENT'])
      expect(stdout).toContain(`\n${heading}\n`)
  })

  test('leaderboard tells every scenario with the flags that it reads, and every flag with its range', async () => {
    const { stdout } = await runCli(['help', 'leaderboard'])
    expect(stdout).toMatch(
      /^ {4}lost\n {8}Lost increments: read, add, write back\n[^]*?Reads --by, --clients,\n? +--increments\./m,
    )
    expect(stdout).toContain(
      '    --clients <n>\n        app servers that write at the same time (2 to 100; default 4)\n',
    )
    expect(stdout).toContain('\nEXAMPLES\n')
  })

  test.each(['--help', 'help leaderboard'])('%s fits into 60 columns', async (command) => {
    const { stdout } = await runCli(command.split(' '), { columns: 60 })
    expect(stdout.split('\n').filter((line) => line.length > 60)).toEqual([])
  })

  test('without a command is the help of the program', async () => {
    expect(await runCli(['help'])).toEqual(await runCli(['--help']))
  })
})

describe('what cannot be understood exits 2 with one line what and one line try', () => {
  const embedded = ['leaderboard', '--engine', 'embedded']
  test.each([
    ['a mistyped command', ['leaderbord'], 'unknown command', 'did you mean leaderboard?'],
    ['an unknown command to help with', ['help', 'zookeeper'], "unknown command 'zookeeper'", 'choose from'],
    ['a mistyped command to help with', ['help', 'engine', 'instal'], 'unknown command', 'install?'],
    ['a command without the one it needs', ['engine'], 'engine needs', 'redis-patterns engine --help'],
    ['a mistyped flag of a tool', ['doctor', '--foo'], 'unknown option', 'redis-patterns doctor --help'],
    ['an unknown command', ['zookeeper'], 'unknown command', 'redis-patterns --help'],
    ['a mistyped flag', [...embedded, '--tpo', '3'], 'unknown option', 'did you mean --top?'],
    [
      'a flag without its value',
      [...embedded, '--top'],
      'argument missing',
      'redis-patterns leaderboard --help',
    ],
    [
      'a number that is none',
      [...embedded, '--top', 'ten'],
      '--top does not accept "ten"',
      'a whole number from 1 to 1000',
    ],
    [
      'a choice that is not there',
      [...embedded, '--mode', 'worst'],
      '--mode does not accept',
      'one of best, latest, sum',
    ],
    [
      'an engine that is not there',
      ['leaderboard', '--engine', 'cloud'],
      '--engine does not accept',
      'auto, server',
    ],
    ['a mistyped scenario', [...embedded, 'tie'], 'no scenario "tie"', 'did you mean ties?'],
    [
      'a flag that no chosen scenario reads',
      [...embedded, 'ties', '--by', '5'],
      '--by does nothing here',
      'basics, lost',
    ],
    [
      'a flag of the file import without a file',
      [...embedded, '--me', 'ada'],
      '--me does nothing here',
      'give --file',
    ],
    ['a scenario without its input', [...embedded, 'file'], 'file needs --file', '--file <file>'],
    ['two formats at once', [...embedded, '--json', '--plain'], '--json and --plain', 'choose one'],
    ['keeping what does not stay', [...embedded, '--keep'], '--keep needs', '--url'],
    ['a step off a terminal', [...embedded, '--step'], '--step needs a terminal', '--speed'],
    [
      'a URL and the embedded engine',
      [...embedded, '--url', 'redis://localhost'],
      'contradict',
      'one of them',
    ],
    ['a URL of another kind', ['leaderboard', '--url', 'http://localhost'], 'cannot be read', 'redis://'],
    [
      'a file that is not there',
      [...embedded, '--file', join(folder, 'nothing.csv')],
      'there is no such file',
      'file',
    ],
    ['a folder for a file', [...embedded, '--file', folder], 'it is a folder', 'file'],
    ['a trace that is no number', [...embedded, '--trace', 'some'], '--trace does not accept', 'all'],
    ['a width too small', [...embedded, '--width', '5'], '--width does not accept', '40 to 400'],
  ])('%s', async (_what, argv, message, hint) => {
    const { code, stdout, stderr } = await runCli(argv)
    const [error, attempt, ...more] = stderr.trimEnd().split('\n')
    expect([code, more, stdout.includes('at ')]).toEqual([2, [], false])
    expect(error).toMatch(/^error: /)
    expect(error).toContain(message)
    expect(attempt).toMatch(/^try: /)
    expect(attempt).toContain(hint)
  })
})

test('--verbose shows where an error came from', async () => {
  const { stderr } = await runCli(['leaderboard', '--engine', 'embedded', '--keep', '--verbose'])
  expect(stderr).toMatch(/\n\s+at /)
})

test('--version prints the version and nothing else', async () => {
  expect(await runCli(['--version'])).toEqual({
    code: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    stderr: '',
  })
})

describe('list', () => {
  test('shows every pattern with when to reach for it and what to beware of', async () => {
    const { code, stdout } = await runCli(['list'], { columns: 120 })
    expect(code).toBe(0)
    for (const words of ['leaderboard', 'sorted set', 'priority', 'rank']) expect(stdout).toContain(words)
  })

  test('writes one pattern a line as JSON', async () => {
    const { stdout } = await runCli(['list', '--json'])
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ pattern }) => pattern)).toEqual(registry.map(({ name }) => name))
    expect(lines).toContainEqual(expect.objectContaining({ pattern: 'leaderboard', structure: 'sorted set' }))
  })
})

describe('which scenarios are played', () => {
  const chapters = async (...argv: string[]) => {
    const { stdout } = await runCli(['leaderboard', ...argv, '--engine', 'embedded', '--json'])
    return eventsOf(stdout).flatMap((event) => (event.type === 'chapter' ? [event.id] : []))
  }

  test('all but those that need input, in order', async () => {
    expect(await chapters()).toEqual(['basics', 'lost', 'ties', 'around', 'periods', 'trim', 'cluster'])
  })

  test('those that are named, in the order given', async () => {
    expect(await chapters('ties', 'basics')).toEqual(['ties', 'basics'])
  })

  test('the one whose input is given', async () => {
    const file = join(folder, 'scores.csv')
    writeFileSync(file, 'name,score\nada,3\ngrace,5\n')
    expect(await chapters('--file', file)).toEqual(['file'])
  })
})

test('flags change the run: more clients, more commands', async () => {
  const { stdout } = await runCli([
    'leaderboard',
    'lost',
    '--engine',
    'embedded',
    '--json',
    '--clients',
    '3',
    '--increments',
    '2',
  ])
  const wires = eventsOf(stdout).filter((event) => event.type === 'wire')
  // Reading and writing back is two commands, ZINCRBY is one; one read of the score at the end of each.
  expect(wires).toHaveLength(3 * 2 * 2 + 1 + 3 * 2 + 1)
})

test('an interrupted run exits 130 and says nothing more', async () => {
  const stop = new AbortController()
  const { Interrupted } = await import('../src/commands/io.js')
  stop.abort(new Interrupted())
  const { code, stderr } = await runCli(['leaderboard', '--engine', 'embedded'], { signal: stop.signal })
  expect([code, stderr]).toEqual([130, ''])
})
