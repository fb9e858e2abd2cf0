import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runCli } from '../../support/cli.js'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'learn-'))
  writeFileSync(join(folder, '01-mine.md'), readFileSync('src/commands/learn/lesson.md.txt'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const learn = (...args: string[]) => runCli(['learn', ...args], { env: { XDG_STATE_HOME: folder } })
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const progress = () => join(folder, 'redis-patterns/progress.json')
const remembered = (text: string) => {
  mkdirSync(join(folder, 'redis-patterns'), { recursive: true })
  writeFileSync(progress(), text)
}
const SOLVED = '{"schema":1,"seen":{},"learned":{"01-mine":{"solved":["count","gone"]}}}'

describe('learn with a file of answers', () => {
  it('tells precisely what is wrong, gives hints one by one, and goes on when it is right', async () => {
    const answers = [
      '7',
      '2',
      '1',
      'INCR visits',
      '.hint',
      '.hint',
      '.hint',
      '.check',
      '.solution',
      '.redo',
      'INCRBY visits 3',
      '.next',
    ]
    const { code, stdout } = await learn(
      '01',
      '--from',
      folder,
      '--answers',
      file('answers', answers.join('\n')),
    )
    expect(code).toBe(0)
    const said = [
      'No: TTL greeting says -1. A plain SET',
      'No: GET visits, then SET visits. Two that read the same number',
      'Right: INCR visits.',
      'not yet: GET visits says 11, expected 13: three more than the 10 that were there',
      'Hint 1 of 2: There is a command',
      'Hint 2 of 2: INCRBY key number',
      'There is no further hint',
      'Not yet:',
      'type .solution again',
      'as it was at the start',
      'solved in 1 command; the reference uses 1 command',
      'The end of "My lesson"',
    ]
    const places = said.map((text) => stdout.replaceAll(/\s+/g, ' ').indexOf(text.replaceAll(/\s+/g, ' ')))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
  })

  it('skips what has no answer, and remembers nothing', async () => {
    const { code, stdout } = await learn('01', '--from', folder, '--answers', file('answers', ''))
    expect(code).toBe(0)
    expect(stdout).toContain('The end of "My lesson"')
    expect(existsSync(progress())).toBe(false)
  })
})

describe('learn list', () => {
  it('shows every lesson with how far one is, and counts only what is still there', async () => {
    remembered(SOLVED)
    expect((await learn('list', '--from', folder)).stdout).toContain('###....... 1 of 3')
    const { stdout } = await learn('list', '--from', folder, '--json')
    expect(JSON.parse(stdout)).toEqual({ id: '01-mine', title: 'My lesson', minutes: 5, tasks: 3, solved: 1 })
  })

  it('knows all of ours', async () => {
    const { stdout } = await learn('list', '--json')
    const ids = stdout
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { id: string }).id)
    expect(ids).toEqual(
      readdirSync('lessons')
        .filter((name) => name.endsWith('.md'))
        .map((name) => name.replace('.md', '')),
    )
  })

  it.each([
    ['damaged', '{"sche', /was damaged; it is kept as/],
    ['of a newer version', '{"schema":99}', /was written by another version/],
  ])('says that a file of progress is %s, and loses nothing of it', async (_what, text, said) => {
    remembered(text)
    const { code, stderr } = await learn('list', '--from', folder)
    expect([code, said.test(stderr)]).toEqual([0, true])
    const kept = readdirSync(join(folder, 'redis-patterns')).map((name) =>
      readFileSync(join(folder, 'redis-patterns', name), 'utf8'),
    )
    expect(kept).toContain(text)
  })
})

describe('learn export, import and reset', () => {
  it('carries to another machine what was solved, and adds it to what is there', async () => {
    remembered(SOLVED)
    const { stdout } = await learn('export')
    remembered('{"schema":1,"seen":{"lock":["crash"]},"learned":{"01-mine":{"solved":["counter"]}}}')
    expect((await learn('import', file('theirs.json', stdout))).code).toBe(0)
    const { learned, seen } = JSON.parse(readFileSync(progress(), 'utf8')) as Record<string, unknown>
    expect(learned).toMatchObject({ '01-mine': { solved: ['counter', 'count', 'gone'] } })
    expect(seen).toEqual({ lock: ['crash'] })
  })

  it.each([
    ['export', []],
    ['import', ['theirs.json']],
    ['reset', ['--yes']],
  ])('%s does not touch what a newer version has written', async (action, args) => {
    file('theirs.json', SOLVED)
    remembered('{"schema":99}')
    const { code, stderr } = await learn(
      action,
      ...args.map((arg) => (arg.startsWith('-') ? arg : join(folder, arg))),
    )
    expect([code, stderr.includes('was written by another version')]).toEqual([2, true])
    expect(readFileSync(progress(), 'utf8')).toBe('{"schema":99}')
  })

  it.each([
    ['import', 'theirs.json'],
    ['reset', '--yes'],
  ])('%s says in two lines that progress cannot be written', async (action, arg) => {
    file('theirs.json', SOLVED)
    const taken = file('a-file', 'mine')
    const { code, stdout, stderr } = await runCli(
      ['learn', action, arg.startsWith('-') ? arg : join(folder, arg)],
      { env: { XDG_STATE_HOME: taken } },
    )
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/^error: progress cannot be written to .*\ntry: .*XDG_STATE_HOME.*\n$/)
    expect(readFileSync(taken, 'utf8')).toBe('mine')
  })

  it('forgets one lesson, or all when it is told so', async () => {
    remembered(SOLVED)
    expect((await learn('reset', '01', '--from', folder)).stdout).toBe('forgot 01-mine\n')
    expect((await learn('list', '--from', folder)).stdout).toContain('0 of 3')
    expect((await learn('reset')).code).toBe(2)
    expect((await learn('reset', '--yes')).code).toBe(0)
  })
})

describe('learn check', () => {
  it('finds our template right', async () => {
    expect((await learn('check', '--from', folder)).code).toBe(0)
  })

  it('finds a solution that does not solve', async () => {
    const text = readFileSync(join(folder, '01-mine.md'), 'utf8').replace(
      'INCRBY visits 3\nwrong',
      'INCRBY visits 4\nwrong',
    )
    file('01-mine.md', text)
    const { code, stdout } = await learn('check', '--from', folder)
    expect(code).toBe(1)
    expect(stdout).toContain('its solution fails: GET visits says 14')
  })
})

it.each([
  [['nonsense'], 'there is no lesson "nonsense"'],
  [['constructor'], 'there is no lesson "constructor"'],
  [['99'], 'there is no lesson "99"'],
  [['04'], 'a lesson needs a terminal'],
  [['list', '--from', '/nowhere'], 'cannot read the folder /nowhere'],
  [['list', '--from', 'src'], 'there is no lesson in src'],
  [['new', 'my lesson'], '"my lesson" is no name for a lesson'],
  [['import'], 'import what?'],
  [['export', '/nowhere/mine.json'], 'cannot write /nowhere/mine.json'],
  [['import', 'package.json'], 'package.json holds no progress'],
  [['import', '/nowhere'], 'cannot read /nowhere'],
  [['04', '--answers', '/nowhere'], '/nowhere'],
])('refuses %j in one line, and says what to do in another', async (args, what) => {
  const { code, stderr } = await learn(...args)
  expect(code).toBe(2)
  const lines = stderr.trim().split('\n')
  expect(lines).toHaveLength(2)
  expect(lines[0]).toContain(what)
})
