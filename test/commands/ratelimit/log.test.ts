import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { accessLog, type Logged } from '../../support/access-log.js'
import { eventsOf, runCli } from '../../support/cli.js'
import { onEachEngine } from '../../support/engines.js'
import { play, rowOf } from './play.js'

const LINES = 10_000
/** Some seconds, and more on a machine that does other things too. */
const WHOLE_LOG_MS = 120_000
const LOGS = {
  common: accessLog({ seed: 11, lines: LINES, format: 'common', zone: 120, damaged: true }),
  combined: accessLog({ seed: 12, lines: LINES, format: 'combined', zone: -570, damaged: true }),
}

/** For each client, how many requests a sliding log denies. Each is compared with all that passed before it. */
function deniedBySlidingLog(
  requests: readonly Logged[],
  limit: number,
  windowMs: number,
): Map<string, number> {
  const denied = new Map<string, number>()
  for (const client of new Set(requests.map((request) => request.client))) {
    const own = requests.filter((request) => request.client === client)
    const passed: number[] = []
    let count = 0
    for (const { time } of own) {
      const now = Math.max(time, ...passed.slice(-1))
      if (passed.filter((other) => now - other < windowMs).length < limit) passed.push(now)
      else count++
    }
    denied.set(client, count)
  }
  return denied
}

function worst(denied: Map<string, number>, requests: readonly Logged[]) {
  const sent = (client: string) => requests.filter((request) => request.client === client).length
  return [...denied]
    .map(([client, count]) => ({ client, count, sent: sent(client) }))
    .sort((a, b) => b.count - a.count || b.sent - a.sent || (a.client < b.client ? -1 : 1))
}

function pieces(bytes: Buffer, size: number): Buffer[] {
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  )
}

describe('the logs of these tests', () => {
  test.each(Object.entries(LOGS))('are like real ones: %s', (_, { requests, bad }) => {
    expect(requests.length + bad.length).toBe(LINES)
    expect(bad.length).toBeGreaterThan(10)
    const times = requests.map(({ time }) => time)
    expect(times.filter((time, at) => time < Math.max(...times.slice(Math.max(0, at - 50), at)))).not.toEqual(
      [],
    )
    expect(requests.some(({ client }) => client.includes(':'))).toBe(true)
    const denied = [...deniedBySlidingLog(requests, 30, 60_000).values()]
    expect(denied.filter((count) => count > 0).length).toBeGreaterThan(3)
  })
})

onEachEngine((engine) => {
  test.each([
    ['common', 'as it is', (bytes: Buffer) => bytes],
    ['combined', 'gzipped', (bytes: Buffer) => gzipSync(bytes)],
  ] as const)(
    '10,000 lines in the %s format, %s, are what an independent count comes to',
    async (format, _, pack) => {
      const { text, requests, bad } = LOGS[format]
      const given = pack(Buffer.from(text))
      const params = { log: `${format}.log`, limit: 30, top: 1000 }
      const played = await play(engine(), 'log', params, { input: pieces(given, 65_536) })
      expect([played.error, played.failed]).toEqual([undefined, []])

      const expected = worst(deniedBySlidingLog(requests, 30, 60_000), requests)
      const rows = played.table('top')?.rows.map(([client, sent, denied]) => [client, sent, denied])
      expect(rows).toEqual(
        expected.map(({ client, sent, count }) => [
          client,
          sent,
          { value: count, mark: count > 0 ? 'bad' : 'good' },
        ]),
      )
      const total = expected.reduce((sum, { count }) => sum + count, 0)
      const limited = expected.filter(({ count }) => count > 0).length
      expect(rowOf(played, 'totals', 'requests')?.slice(0, 3)).toEqual(['requests', requests.length, total])
      expect(rowOf(played, 'totals', 'clients')?.slice(0, 3)).toEqual(['clients', expected.length, limited])

      const [chart] = played.all('chart')
      const series = chart?.kind === 'spark' ? chart.series.map(({ values }) => values) : []
      const sums = series.map((values) => values.reduce((sum, value) => sum + value, 0))
      expect(sums).toEqual([requests.length - total, total])

      const lines = played.table('bad')?.rows.map(([line]) => line)
      expect(lines).toEqual(bad.slice(0, 10))
      expect(played.table('bad')?.title).toBe(`the first 10 of ${bad.length} bad lines`)
      expect(played.all('progress').at(-1)).toMatchObject({
        done: given.length,
        total: given.length,
        unit: 'bytes',
      })
    },
    WHOLE_LOG_MS,
  )

  test.each(['sliding-counter', 'fixed-window', 'token-bucket', 'gcra'] as const)(
    'with --algorithm %s plain code comes to the same answers',
    async (algorithm) => {
      const { text } = accessLog({ seed: 5, lines: 1500, format: 'combined' })
      const played = await play(engine(), 'log', { log: 'x.log', algorithm, limit: 20 }, { input: [text] })
      expect([played.error, played.failed]).toEqual([undefined, []])
      expect(played.all('wire')[0]?.script).toMatch(/^take-/)
    },
  )

  test('only the first commands are on the wire, and nothing is left behind but the keys of the run', async () => {
    const { text, requests } = accessLog({ seed: 6, lines: 1200, format: 'common' })
    const played = await play(engine(), 'log', { log: 'x.log' }, { input: [text] })
    expect(played.all('wire')).toHaveLength(8)
    expect(played.keysLeft).toHaveLength(new Set(requests.map(({ client }) => client)).size)
  })
})

describe('ratelimit --log', () => {
  const line = (client: string, second: number) =>
    `${client} - - [09/Mar/2026:07:30:${String(second).padStart(2, '0')} +0000] "GET / HTTP/1.1" 200 1`
  const cli = (input: string, ...flags: string[]) =>
    runCli(['ratelimit', '--log', '-', '--engine', 'embedded', ...flags], { input })

  test('from standard input counts what came late, and says so', async () => {
    const input = [line('a', 1), line('a', 5), line('a', 3), '', line('b', 4)].join('\n')
    const { code, stdout, stderr } = await cli(input, '--limit', '2', '--json')
    const events = eventsOf(stdout)
    expect([code, stderr]).toEqual([0, ''])
    expect(events.filter(({ type }) => type === 'note').at(-1)).toMatchObject({
      text: expect.stringMatching(
        /^4 requests of 2 clients, from 2026-03-09 07:30:01 to 2026-03-09 07:30:05 UTC. 1 request of 1 client would have got the status 429. 2 lines came late/,
      ),
    })
  })

  test('whom nobody limits is told that nobody is', async () => {
    const { code, stdout } = await cli(`${line('a', 1)}\r\n${line('a', 2)}\r\n`)
    expect([code, stdout]).toEqual([0, expect.stringContaining('the busiest clients')])
    expect(stdout).toContain('All of them are allowed')
  })

  test('without one line that can be used fails', async () => {
    const { code, stdout } = await cli('name,score\nada,1\n')
    expect(code).toBe(1)
    expect(stdout).toContain('2 read = 0 answered + 2 bad')
  })

  test('the same log gives the same run, byte for byte', async () => {
    const { text } = accessLog({ seed: 8, lines: 1500, format: 'combined', damaged: true })
    const [first, again] = [
      await cli(text, '--json', '--limit', '9'),
      await cli(text, '--json', '--limit', '9'),
    ]
    expect(first.stdout).toBe(again.stdout)
    expect(first.code).toBe(0)
  })

  test('fits 60 columns', async () => {
    const { text } = accessLog({ seed: 8, lines: 900, format: 'combined', damaged: true })
    const { stdout } = await cli(text, '--limit', '9', '--width', '60')
    expect(stdout.split('\n').filter((row) => row.length > 60)).toEqual([])
  })

  test.each([
    [['log'], 'log needs --log'],
    [['--algorithm', 'gcra'], '--algorithm does nothing here'],
    [['--log', 'nowhere.log'], 'cannot read "nowhere.log": there is no such file'],
    [['--log', '-', '--algorithm', 'leaky'], '--algorithm does not accept "leaky"'],
    [['--log', '-', '--window', '5'], '--window does not accept "5"'],
    [['--log', '-', '--limit', '0'], '--limit does not accept "0"'],
  ])('%j is refused: %s', async (flags, problem) => {
    const { code, stderr } = await runCli(['ratelimit', ...flags])
    expect([code, stderr]).toEqual([2, expect.stringContaining(`error: ${problem}`)])
    expect(stderr).toContain('\ntry: ')
  })
})
