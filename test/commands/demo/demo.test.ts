import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { eventsOf, runCli } from '../../support/cli.js'

const folder = mkdtempSync(join(tmpdir(), 'redis-patterns-demo-'))
afterAll(() => rmSync(folder, { recursive: true }))
const demo = (...args: string[]) => runCli(['demo', ...args])
const embedded = ['--engine', 'embedded']

describe('off a terminal', () => {
  test('the highlights of every pattern follow each other, each checked', async () => {
    const { code, stdout, stderr } = await demo(...embedded)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toContain('Lost increments')
    expect(stdout).not.toContain('FAILED')
    expect(stdout).not.toContain('\u001b')
  })

  test('plays one scenario of one pattern, then all of another', async () => {
    const { stdout } = await demo('leaderboard/ties', 'leaderboard', ...embedded)
    const titles = [...stdout.matchAll(/^== (.*?)[:?]/gm)].map(([, title]) => title)
    expect(titles.slice(0, 2)).toEqual(['Ties', 'The basics'])
    expect(titles.filter((title) => title === 'Ties')).toHaveLength(2)
  })
})

describe('a recording', () => {
  const file = join(folder, 'made.ndjson')

  test('plays again without a Redis, and says the same', async () => {
    const first = await demo('leaderboard/lost', '--record', file, ...embedded)
    expect(first.code).toBe(0)
    expect(first.stderr).toBe(`recorded ${eventsOf(readFileSync(file, 'utf8')).length} events in ${file}\n`)
    const again = await demo('--replay', file, '--url', 'redis://127.0.0.1:1')
    expect([again.code, again.stdout, again.stderr]).toEqual([0, first.stdout, ''])
  })

  test('can be what --json printed, also through a pipe', async () => {
    const { stdout } = await runCli(['leaderboard', 'ties', '--json', ...embedded])
    const played = await runCli(['demo', '--replay', '-'], { input: stdout })
    expect([played.code, played.stderr]).toEqual([0, ''])
    expect(played.stdout).toContain('who was there first?')
  })

  test('of a verdict that failed ends with 1', async () => {
    const { stdout } = await runCli(['leaderboard', 'ties', '--json', ...embedded])
    const input = stdout.replace('"holds":true', '"holds":false')
    expect((await runCli(['demo', '--replay', '-'], { input })).code).toBe(1)
  })

  test('is never written over another file', async () => {
    const mine = join(folder, 'mine.txt')
    writeFileSync(mine, 'precious')
    const { code, stderr } = await demo('--record', mine, ...embedded)
    expect([code, stderr]).toEqual([
      2,
      `error: ${mine} is there already\ntry: give another name, or remove it first\n`,
    ])
    expect(readFileSync(mine, 'utf8')).toBe('precious')
  })

  test('that cannot be written says so', async () => {
    const nowhere = join(folder, 'no', 'such', 'folder')
    const { code, stderr } = await demo('--record', nowhere, ...embedded)
    expect(code).toBe(2)
    expect(stderr).toMatch(/^error: .*cannot be written/)
    expect(existsSync(nowhere)).toBe(false)
  })
})

describe('what cannot be played exits 2 with one line what and one line try', () => {
  test.each([
    ['an unknown pattern', ['leaderbord'], "unknown pattern 'leaderbord'", 'did you mean leaderboard?'],
    ['an unknown scenario', ['leaderboard/tie'], 'no scenario "tie"', 'did you mean ties?'],
    ['a step off a terminal', ['--step'], '--step needs a terminal', '--pace 1'],
    ['a loop that nobody could read', ['--loop'], '--loop needs a terminal, or a pace', '--pace 1'],
    ['a recording and patterns', ['lock', '--replay', 'x'], '--replay plays', 'leave the names'],
    ['a recording of a recording', ['--replay', 'x', '--record', 'y'], 'cannot be used together', 'one of'],
    ['no such recording', ['--replay', 'nowhere.ndjson'], 'nowhere.ndjson', 'file'],
  ])('%s', async (_, args, message, hint) => {
    const { code, stderr } = await demo(...args)
    const [what = '', how = '', ...rest] = stderr.split('\n')
    expect([code, rest]).toEqual([2, ['']])
    expect(what).toContain(message)
    expect(how).toContain(hint)
  })

  test.each([
    ['no JSON', 'hello', 'line 1 of - is no event'],
    ['JSON that is no event', '{"a":1}', 'line 1 of - is no event'],
    ['nothing', '', '- has no events'],
    ['events without a run', '{"type":"note","text":"x"}', '- does not begin with a run'],
    ['another schema', '{"type":"run","schema":99}', 'line 1 of - has schema 99; this version reads 1'],
  ])('a recording of %s', async (_, input, message) => {
    const { code, stderr } = await runCli(['demo', '--replay', '-'], { input })
    expect(code).toBe(2)
    expect(stderr).toMatch(new RegExp(`^error: ${message}\ntry: `))
  })
})
