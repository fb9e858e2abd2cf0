import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { textWidth } from '../../src/render/text/width.js'
import { bareEnvironment, PROGRAM, runProgram } from '../support/program.js'

const ESCAPE = '\u001b'
const embedded = ['leaderboard', '--engine', 'embedded']

function widest(text: string): number {
  return Math.max(...text.split('\n').map(textWidth))
}

describe('into a file or a pipe', () => {
  test('there is no colour, no box and no cursor movement', async () => {
    const { code, stdout, stderr } = await runProgram(embedded)
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).not.toContain(ESCAPE)
    expect(stdout).not.toMatch(/[│╭█]/)
    expect(stdout).toContain('0  grace')
  })

  test.each([60, 80, 120])('no line is wider than %i columns', async (width) => {
    const { code, stdout } = await runProgram([...embedded, '--width', String(width)])
    expect(code).toBe(0)
    expect(widest(stdout)).toBeLessThanOrEqual(width)
  })

  test('COLUMNS is the width where no terminal says one', async () => {
    const { stdout } = await runProgram(embedded, { env: { COLUMNS: '60' } })
    expect(widest(stdout)).toBeLessThanOrEqual(60)
  })

  test('FORCE_COLOR does not bring colour into plain text, which has none', async () => {
    const { stdout } = await runProgram([...embedded, '--plain'], { env: { FORCE_COLOR: '1' } })
    expect(stdout).not.toContain(ESCAPE)
  })
})

describe('as JSON', () => {
  test('every line can be parsed, and twice the same seed is the same bytes', async () => {
    const [first, again] = await Promise.all(
      [1, 2].map(() => runProgram([...embedded, '--json', '--seed', '7'])),
    )
    expect(first?.code).toBe(0)
    const events =
      first?.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)) ?? []
    expect(events[0]).toMatchObject({ type: 'run', schema: 1, seed: 7 })
    expect(events.at(-1)).toMatchObject({ type: 'end', failed: 0 })
    expect(again?.stdout).toBe(first?.stdout)
  })

  test('another program can read it from a pipe', async () => {
    const script = `"${process.execPath}" "${PROGRAM}" leaderboard --engine embedded --json | "${process.execPath}" -e '
      const lines = require("fs").readFileSync(0, "utf8").trim().split("\\n").map(JSON.parse)
      console.log(lines.filter((event) => event.type === "verdict" && event.holds).length)'`
    const { stdout } = await promisify(execFile)('/bin/sh', ['-c', script], { env: bareEnvironment() })
    expect(Number(stdout)).toBeGreaterThan(5)
  })
})

test('markdown has headings, tables and the wire in fences', async () => {
  const { stdout } = await runProgram([...embedded, 'basics', '--markdown'])
  expect(stdout).toMatch(/^## /m)
  expect(stdout).toMatch(/^\| *-/m)
  expect(stdout).toMatch(/^```/m)
})

test('a reader that leaves early is no error', async () => {
  const script = `"${process.execPath}" "${PROGRAM}" leaderboard --engine embedded --json --trace all; echo "code $?" >&2`
  const { stdout, stderr } = await promisify(execFile)('/bin/sh', ['-c', `(${script}) | /usr/bin/head -1`], {
    env: bareEnvironment(),
  })
  expect(stdout.trimEnd().split('\n')).toHaveLength(1)
  expect(stderr).toBe('code 0\n')
})

test.skipIf(process.platform !== 'linux')('a full disk is an error, in words', async () => {
  const script = `"${process.execPath}" "${PROGRAM}" leaderboard --engine embedded > /dev/full; echo "code $?" >&2`
  const { stderr } = await promisify(execFile)('/bin/sh', ['-c', script], { env: bareEnvironment() })
  expect(stderr).toMatch(/^error: cannot write the output: ENOSPC.*\ntry: .*\ncode 1\n$/)
})

test('--no-trace shows no commands, --trace all shows them all', async () => {
  const none = await runProgram([...embedded, 'lost', '--no-trace'])
  const all = await runProgram([...embedded, 'lost', '--trace', 'all'])
  expect(none.stdout).not.toContain('ZINCRBY rp:')
  expect(all.stdout.match(/ZINCRBY rp:/g)).toHaveLength(12)
})
