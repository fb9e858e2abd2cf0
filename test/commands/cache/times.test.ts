import { expect, test } from 'vitest'
import { runCli } from '../../support/cli.js'
import { onEachEngine } from '../../support/engines.js'
import { playCache, rowOf } from './support/play.js'

onEachEngine((engine) => {
  test('a reader waits for as long as a load takes, or not at all', async () => {
    const played = await playCache(engine(), 'basics', { loadTime: 1500, ttl: 7_200_000 })
    expect(played.bars()?.map(({ value }) => value)).toEqual([1500, 0, 0])
    expect(played.verdict('basics.ttl')?.detail).toBe('waited 1s500ms, 2 loads in all')
    expect(played.all('state').map(({ keys }) => keys[0]?.ttlSeconds)).toEqual([7200, null])
    expect(played.failed).toEqual([])
  })

  test('who is not told serves the old value to the end of the TTL', async () => {
    const played = await playCache(engine(), 'invalidate', { ttl: 20_000 })
    expect(['0s', '10s', '20s'].map((at) => rowOf(played, 'untold', at)[1])).toEqual([
      'Ada Byron',
      'Ada Byron',
      'Ada Lovelace',
    ])
  })

  test('nobody waits where stale values are served, however slow the database is', async () => {
    const played = await playCache(engine(), 'stale', { loadTime: 2000 })
    const waits = played.table('stale')?.rows.map((row) => [row[2], row[4]])
    expect(waits).toEqual(
      Array.from({ length: 3 }, () => [
        { value: '2s', mark: 'bad' },
        { value: '0s', mark: 'good' },
      ]),
    )
    expect(played.failed).toEqual([])
  })

  test('the TTLs that are sent differ, and none is longer than the one that was asked for', async () => {
    const played = await playCache(engine(), 'jitter')
    const sent = played.all('wire').flatMap(({ script, command }) => (script ? [Number(command[7])] : []))
    expect(sent).toHaveLength(3)
    expect(sent.every((ttl) => ttl >= 6_000 && ttl <= 12_000)).toBe(true)
    const counts = played.all('chart').flatMap((chart) => (chart.kind === 'spark' ? chart.series : []))
    expect(counts.map(({ values }) => values.reduce((sum, count) => sum + count))).toEqual([100, 100])
    expect(counts[0]?.values.at(-1)).toBe(100)
  })
})

test.each([
  ['--load-time', '3s', 'a time from 10ms to 2s'],
  ['--load-time', '200', 'a time from 10ms to 2s'],
  ['--ttl', '5s', 'a time from 10s to 1d'],
  ['--callers', '3', 'a whole number from 4 to 5000'],
  ['--rounds', '2', 'a whole number from 3 to 1000'],
  ['--pool', '0', 'a whole number from 1 to 1000'],
])('%s %s is refused in one line, and the next says what to give', async (flag, value, wanted) => {
  const { code, stderr, stdout } = await runCli(['cache', flag, value])
  expect([code, stdout]).toEqual([2, ''])
  const [what, hint, ...rest] = stderr.trimEnd().split('\n')
  expect(what).toBe(`error: ${flag} does not accept "${value}"`)
  expect(hint).toContain(`try: give ${wanted}`)
  expect(rest).toEqual([])
})
