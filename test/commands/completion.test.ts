import { describe, expect, test } from 'vitest'
import { registry } from '../../src/commands/index.js'
import { runCli } from '../support/cli.js'
import { runProgram } from '../support/program.js'

async function completed(...words: string[]) {
  const { code, stdout } = await runCli(['complete', '--', ...words])
  expect(code).toBe(0)
  const lines = stdout.trimEnd().split('\n')
  return { values: lines.slice(0, -1).map((line) => line.split('\t')[0]), directive: lines.at(-1) }
}
const NO_FILES = ':4'
const FILES = ':0'

describe('what a shell is told', () => {
  test('every command first, but not the one that it asks itself', async () => {
    const { values } = await completed('')
    expect(values).toEqual(expect.arrayContaining([...registry.map(({ name }) => name), 'list', 'demo']))
    expect(values).not.toContain('complete')
  })

  test.each([
    [['leader'], ['leaderboard']],
    [
      ['leaderboard', 't'],
      ['ties', 'trim'],
    ],
    [['leaderboard', 'ties', 'b'], ['basics']],
    [['leaderboard', '--inc'], ['--increments']],
    [
      ['leaderboard', '--mode', ''],
      ['best', 'latest', 'sum'],
    ],
    [['leaderboard', '--engine', 'e'], ['embedded']],
    [['leaderboard', '--by', ''], []],
    [['demo', 'leader'], ['leaderboard']],
    [['race', 'lo'], ['lock']],
    [['race', 'lock', 'cr'], ['crash']],
    [['race', 'lock', '--boun'], ['--bound']],
    [['engine', ''], ['install']],
    [['help', 'leader'], ['leaderboard']],
    [['completion', 'z'], ['zsh']],
    [['nonsense', 'z'], []],
  ])('after %j: %j', async (words, values) => {
    expect(await completed(...words)).toEqual({ values, directive: NO_FILES })
  })

  test('files where a file is meant', async () => {
    expect(await completed('leaderboard', '--file', '')).toEqual({ values: [], directive: FILES })
    expect(await completed('race', 'lock', '--impl', '')).toEqual({ values: [], directive: FILES })
  })
})

test.each(['bash', 'zsh', 'fish', 'powershell'])('the script for %s asks the program', async (shell) => {
  const { code, stdout } = await runProgram(['completion', shell])
  expect(code).toBe(0)
  expect(stdout).toMatch(/redis-patterns'? complete --|redis-patterns complete '--'/)
})

test('a shell that is not known is said, with those that are', async () => {
  const { code, stderr } = await runCli(['completion', 'tcsh'])
  expect(code).toBe(2)
  expect(stderr).toContain('Allowed choices are bash, zsh, fish, powershell')
})
