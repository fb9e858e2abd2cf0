import { describe, expect, test } from 'vitest'
import { runCli } from '../../support/cli.js'
import { onEachEngine } from '../../support/engines.js'
import type { Played } from '../../support/played.js'
import { play, rowOf, takesOn } from './play.js'

const START = Date.UTC(2026, 0, 5)

const asked = (played: Played, seed = 1) =>
  takesOn(played, `rp:ratelimit:${seed}:{ada}:sliding-log`).map(({ at }) => at - START)

onEachEngine((engine) => {
  test('every limiter gets the same requests, and the table counts their replies', async () => {
    const played = await play(engine(), 'algorithms')
    expect([played.error, played.failed]).toEqual([undefined, []])
    for (const [title, name] of [
      ['sliding log', 'sliding-log'],
      ['sliding counter', 'sliding-counter'],
      ['fixed window', 'fixed-window'],
      ['token bucket', 'token-bucket'],
      ['GCRA', 'gcra'],
    ] as const) {
      const takes = takesOn(played, `rp:ratelimit:1:{ada}:${name}`)
      const allowed = takes.filter((take) => take.allowed).length
      expect(takes.map(({ at }) => at - START)).toEqual(asked(played))
      expect(rowOf(played, 'algorithms', title)?.slice(0, 3)).toEqual([title, allowed, 250 - allowed])
    }
  })

  test('--burst and --requests say how many come at once', async () => {
    const played = await play(engine(), 'algorithms', { requests: 70, burst: 30, window: 6000 }, { seed: 4 })
    const times = asked(played, 4)
    expect([played.failed, times.length]).toEqual([[], 70])
    const gaps = times.slice(1).map((time, at) => time - times[at]!)
    expect(gaps.filter((gap) => gap > 10).length).toBeLessThanOrEqual(2)
    expect(times.at(-1)).toBeLessThan(12_000)
  })

  test('--pattern steady is an even flow', async () => {
    const played = await play(engine(), 'algorithms', {
      pattern: 'steady',
      requests: 24,
      limit: 5,
      window: 6000,
    })
    expect(played.failed).toEqual([])
    expect(asked(played)).toEqual(Array.from({ length: 24 }, (_, at) => at * 500))
    expect(rowOf(played, 'algorithms', 'fixed window')?.slice(1, 3)).toEqual([10, 14])
  })

  test('--file takes the times of a file, in order, and names its bad lines', async () => {
    const input = ['# mine\n1.5\n0.5\n\n', 'soon\n1m\r\n2026-01-05', 'T00:00:00Z\n2s']
    const played = await play(
      engine(),
      'algorithms',
      { pattern: 'file', file: 'times.txt', limit: 2 },
      { input },
    )
    expect([played.error, played.failed]).toEqual([undefined, []])
    expect(asked(played)).toEqual([500, 1500, 2000, 60_000])
    expect(played.table('bad')?.rows).toEqual([
      [5, '"soon" is not a time'],
      [7, 'a date among offsets'],
    ])
    expect(rowOf(played, 'algorithms', 'sliding log')?.slice(1, 4)).toEqual([2, 2, 2])
  })

  test('dates of a file keep their place among the windows of the clock', async () => {
    const input = ['2026-03-09T11:59:59Z\n2026-03-09T12:00:00Z\n']
    const played = await play(engine(), 'algorithms', { file: '-', limit: 1 }, { input })
    expect(played.failed).toEqual([])
    expect(rowOf(played, 'algorithms', 'fixed window')?.slice(1, 4)).toEqual([2, 0, 2])
    expect(rowOf(played, 'algorithms', 'sliding log')?.slice(1, 4)).toEqual([1, 1, 1])
  })

  test.each([
    { limit: 1, requests: 1 },
    { limit: 200, window: 86_400_000 },
    { requests: 3, burst: 5000, window: 1000 },
  ])('holds at the ends of the ranges: %o', async (params) => {
    const played = await play(engine(), 'algorithms', params)
    expect([played.error, played.failed]).toEqual([undefined, []])
  })
})

describe('a file of times', () => {
  test.each([
    ['', 'x.txt has no times that can be used'],
    ['tomorrow\n', 'x.txt has no times that can be used; line 1: "tomorrow" is not a time'],
    ['1\n'.repeat(10_001), 'x.txt has more than 10,000 times'],
  ])('that cannot be used is refused', async (text, message) => {
    const { openEngine } = await import('../../../src/engine/index.js')
    const engine = await openEngine({ engine: 'embedded', env: {} })
    const played = await play(engine, 'algorithms', { file: 'x.txt' }, { input: [text] })
    expect(played.error).toMatchObject({ name: 'UsageError', message })
    await engine.close()
  })

  test.each([
    [['--pattern', 'file'], '--pattern file needs --file'],
    [['--pattern', 'steady', '--file', '-'], '--pattern steady and --file contradict each other'],
    [['--pattern', 'wild'], '--pattern does not accept "wild"'],
  ])('%j is refused: %s', async (flags, problem) => {
    const { code, stderr } = await runCli(['ratelimit', 'algorithms', '--engine', 'embedded', ...flags])
    expect([code, stderr]).toEqual([2, expect.stringContaining(`error: ${problem}`)])
    expect(stderr).toContain('\ntry: ')
  })
})

test('the bytes of each key are shown where the server can tell, else what would be needed', async () => {
  const { stdout } = await runCli(['ratelimit', 'algorithms', '--engine', 'embedded'])
  expect(stdout).toContain('needs a real Redis: MEMORY USAGE')
})
