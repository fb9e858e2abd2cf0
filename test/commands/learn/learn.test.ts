import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runCli } from '../../support/cli.js'
import { School } from '../../support/school.js'

const school = new School()
const progress = () => join(school.folder, 'redis-patterns/progress.json')
const remembered = (text: string) => {
  mkdirSync(join(school.folder, 'redis-patterns'), { recursive: true })
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
      'INCRBY visits 1 ; INCRBY visits 2',
      '.redo',
      'INCRBY visits 3',
      '.next',
    ]
    const { code, stdout } = await school.learn(
      '01',
      '--from',
      school.folder,
      '--answers',
      school.write('answers', answers.join('\n')),
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
      'Solved in 2 commands, 1 round trip; the reference uses 1 and 1. It can be done in 1 command',
      'Solved in 1 command, 1 round trip; the reference uses 1 and 1',
      'The end of "My lesson"',
    ]
    const places = said.map((text) => stdout.replaceAll(/\s+/g, ' ').indexOf(text.replaceAll(/\s+/g, ' ')))
    expect(places).not.toContain(-1)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
  })

  it('takes a reply as people write it, and a script of several lines', async () => {
    school.edit((text) =>
      text.replaceAll('SET greeting bye', 'SET greeting Bye').replace('TTL greeting', 'GET greeting'),
    )
    const answers = [
      '"bye"',
      'INCR visits',
      'INCRBY visits "',
      '.redo',
      'EVAL "',
      "return redis.call('INCRBY',",
      'KEYS[1], 3)" 1 visits',
      '.next',
    ]
    const { stdout } = await school.learn(
      '01',
      '--from',
      school.folder,
      '--answers',
      school.write('answers', answers.join('\n')),
    )
    expect(stdout).toContain('Right: GET greeting says Bye')
    expect(stdout).toContain('as it was at the start')
    expect(stdout).toContain('Solved in 1 command')
    const open = await school.learn(
      '01',
      '--from',
      school.folder,
      '--answers',
      school.write('answers', '1\n1\nGET "'),
    )
    expect(open.code).toBe(0)
  })

  it('skips what has no answer, and remembers nothing', async () => {
    const { code, stdout } = await school.learn(
      '01',
      '--from',
      school.folder,
      '--answers',
      school.write('answers', ''),
    )
    expect(code).toBe(0)
    expect(stdout).toContain('The end of "My lesson"')
    expect(existsSync(progress())).toBe(false)
  })
})

describe('learn list', () => {
  it('shows every lesson with how far one is, and counts only what is still there', async () => {
    remembered(SOLVED)
    expect((await school.learn('list', '--from', school.folder)).stdout).toContain('##........ 1 of 4')
    const { stdout } = await school.learn('list', '--from', school.folder, '--json')
    expect(JSON.parse(stdout)).toEqual({ id: '01-mine', title: 'My lesson', minutes: 5, tasks: 4, solved: 1 })
  })

  it('knows all of ours', async () => {
    const { stdout } = await school.learn('list', '--json')
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
    const { code, stderr } = await school.learn('list', '--from', school.folder)
    expect([code, said.test(stderr)]).toEqual([0, true])
    const kept = readdirSync(join(school.folder, 'redis-patterns')).map((name) =>
      readFileSync(join(school.folder, 'redis-patterns', name), 'utf8'),
    )
    expect(kept).toContain(text)
  })
})

describe('learn export, import and reset', () => {
  it('carries to another machine what was solved, and adds it to what is there', async () => {
    remembered(SOLVED)
    const { stdout } = await school.learn('export')
    remembered('{"schema":1,"seen":{"lock":["crash"]},"learned":{"01-mine":{"solved":["counter"]}}}')
    expect((await school.learn('import', school.write('theirs.json', stdout))).code).toBe(0)
    const { learned, seen } = JSON.parse(readFileSync(progress(), 'utf8')) as Record<string, unknown>
    expect(learned).toMatchObject({ '01-mine': { solved: ['counter', 'count', 'gone'] } })
    expect(seen).toEqual({ lock: ['crash'] })
  })

  it.each([
    ['export', []],
    ['import', ['theirs.json']],
    ['reset', ['--yes']],
  ])('%s does not touch what a newer version has written', async (action, args) => {
    school.write('theirs.json', SOLVED)
    remembered('{"schema":99}')
    const { code, stderr } = await school.learn(
      action,
      ...args.map((arg) => (arg.startsWith('-') ? arg : join(school.folder, arg))),
    )
    expect([code, stderr.includes('was written by another version')]).toEqual([2, true])
    expect(readFileSync(progress(), 'utf8')).toBe('{"schema":99}')
  })

  it.each([
    ['import', ['theirs.json']],
    ['reset', ['--yes']],
  ])('%s says that progress cannot be kept', async (action, args) => {
    school.write('theirs.json', SOLVED)
    // Not even an administrator can make a folder in a file.
    const state = school.write('state', '')
    const paths = args.map((arg) => (arg.startsWith('-') ? arg : join(school.folder, arg)))
    const { code, stderr } = await runCli(['learn', action, ...paths], { env: { XDG_STATE_HOME: state } })
    expect(code).toBe(2)
    expect(stderr).toMatch(/^error: progress cannot be .*\ntry: .*XDG_STATE_HOME.*\n$/)
  })

  it('forgets one lesson, or all when it is told so', async () => {
    remembered(SOLVED)
    expect((await school.learn('reset', '01', '--from', school.folder)).stdout).toBe('forgot 01-mine\n')
    expect((await school.learn('list', '--from', school.folder)).stdout).toContain('0 of 4')
    expect((await school.learn('reset')).code).toBe(2)
    expect((await school.learn('reset', '--yes')).code).toBe(0)
  })
})

it.each([
  [['nonsense'], 'there is no lesson "nonsense"'],
  [['constructor'], 'there is no lesson "constructor"'],
  [['99'], 'there is no lesson "99"'],
  [['04', '05'], 'what is "05"?'],
  [['list', 'lock'], 'what is "lock"?'],
  [['04'], 'a lesson needs a terminal'],
  [['04', '--json', '--answers', 'package.json'], 'a lesson has no --json'],
  [['list', '--from', '/nowhere'], 'cannot read the folder /nowhere'],
  [['list', '--from', 'src'], 'there is no lesson in src'],
  [['new', 'my lesson'], '"my lesson" is no name for a lesson'],
  [['import'], 'import what?'],
  [['import', 'package.json'], 'package.json holds no progress'],
  [['import', '/nowhere'], 'cannot read /nowhere'],
  [['export', '/nowhere/at/all'], 'cannot write /nowhere/at/all'],
  [['04', '--answers', '/nowhere'], '/nowhere'],
])('refuses %j in one line, and says what to do in another', async (args, what) => {
  const { code, stderr } = await school.learn(...args)
  expect(code).toBe(2)
  const lines = stderr.trim().split('\n')
  expect(lines).toHaveLength(2)
  expect(lines[0]).toContain(what)
})
