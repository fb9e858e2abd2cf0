import { describe, expect, test } from 'vitest'
import { ranges } from '../../../src/commands/stream/tables.js'
import { runCli } from '../../support/cli.js'
import { onEachEngine } from '../../support/engines.js'
import { play, sent } from './play.js'
import { valuesOf } from '../../support/played.js'

/** The ids in the reply to XREAD or XREADGROUP. */
function idsIn(reply: unknown): string[] {
  return [...JSON.stringify(reply).matchAll(/"(\d{13}-\d+)"/g)].map(([, id]) => id as string)
}

onEachEngine((engine) => {
  test.each([1, 2, 3, 4, 5])(
    'with seed %i the naive reader misses just what no XREAD has answered',
    async (seed) => {
      const played = await play(engine(), 'tail', { entries: 20 }, { seed })
      expect(played.failed).toEqual([])
      const missed = (key: string) => {
        const read = new Set(sent(played, 'XREAD', key).flatMap(({ reply }) => idsIn(reply)))
        return sent(played, 'XADD', key).filter(({ reply }) => !read.has(reply as string)).length
      }
      expect(missed('from-end')).toBeGreaterThan(0)
      expect(valuesOf(played, 'tail').map(([, , lost]) => lost)).toEqual([missed('from-end'), 0])
      expect(missed('from-own-id')).toBe(0)
    },
  )

  test('both readers get the same orders at the same moments', async () => {
    const played = await play(engine(), 'tail')
    const moments = (key: string) => {
      const times = sent(played, 'XADD', key).map(({ reply }) => Number((reply as string).split('-')[0]))
      return times.map((time) => time - (times[0] ?? 0))
    }
    expect(moments('from-end')).toEqual(moments('from-own-id'))
    expect(moments('from-end')).toHaveLength(12)
  })

  test('without a group each entry is read by each worker, in a group by one', async () => {
    const played = await play(engine(), 'group', { entries: 9, consumers: 4 })
    expect(played.failed).toEqual([])
    expect(valuesOf(played, 'group.alone').map(([, , count]) => count)).toEqual([9, 9, 9, 9])
    const delivered = sent(played, 'XREADGROUP').flatMap(({ reply }) => idsIn(reply))
    expect([new Set(delivered).size, delivered.length]).toEqual([9, 9])
    const acked = sent(played, 'XACK').flatMap(({ command }) => command.slice(3))
    expect(acked.toSorted()).toEqual(delivered.toSorted())
    expect(valuesOf(played, 'group.lag').map(([, lag, pending]) => [lag, pending])).toEqual([
      [9, 0],
      [5, 4],
      [0, 0],
    ])
  })

  test.each([
    { entries: 6, claimIdle: 5_000 },
    { entries: 12, claimIdle: 10_000 },
    { entries: 100, claimIdle: 60_000 },
  ])(
    'of $entries orders a quarter is done before the crash, and the rest is stuck or claimed',
    async (params) => {
      const played = await play(engine(), 'crash', params)
      expect(played.failed).toEqual([])
      const { entries, claimIdle } = params
      const before = Math.floor(entries / 4)
      expect(valuesOf(played, 'crash')).toEqual([
        ['ack first', entries, 0, 1],
        ['no claim', before + 1, entries - before, 0],
        ['library', entries + 1, 0, 0],
      ])
      const idle = `${claimIdle / 1000}s`.replace('60s', '1m')
      expect(valuesOf(played, 'crash.stuck')[2]).toEqual([
        'worker-3 has come',
        'worker-1',
        `${before + 1}-${entries}`,
        idle,
        1,
      ])
      const rescued = sent(played, 'XACK', 'claimed').filter(({ actor }) => actor === 'worker-3')
      expect(rescued.map(({ reply }) => reply)).toEqual([entries - before])
    },
  )

  test('the server itself still has the stuck entries pending, and none of those that were claimed', async () => {
    const played = await play(engine(), 'crash', { entries: 8 })
    const acked = (key: string) =>
      sent(played, 'XACK', key).reduce((sum, { reply }) => sum + Number(reply), 0)
    expect([acked('acked-first'), acked('no-claim'), acked('claimed')]).toEqual([9, 3, 9])
  })

  test.each([
    { entries: 6, maxDeliveries: 1 },
    { entries: 12, maxDeliveries: 5 },
    { entries: 40, maxDeliveries: 3 },
  ])(
    'of $entries orders the poison is tried $maxDeliveries times, the naive way as often as there are rounds',
    async (params) => {
      const played = await play(engine(), 'poison', params)
      expect(played.failed).toEqual([])
      const [done, tries, untried, dead] = valuesOf(played, 'poison')
      expect(tries?.slice(1)).toEqual([20, params.maxDeliveries])
      expect(done?.[2]).toBe(`${params.entries - 1} of ${params.entries}`)
      expect([untried?.[2], dead?.[2]]).toEqual([0, 1])
      const [letter] = valuesOf(played, 'poison.letters')
      expect(letter?.slice(1)).toEqual([expect.any(Number), 'no such item', params.maxDeliveries, 'worker-1'])
      expect(played.bars()?.map(({ value }) => value)).toEqual([20, params.maxDeliveries])
    },
  )

  test('after redrive the dead letters are empty, and the stream has one entry more', async () => {
    const played = await play(engine(), 'poison', { entries: 10 })
    const [orders, letters] = played.all('state').flatMap(({ keys }) => keys)
    expect([orders?.length, letters?.length]).toEqual([11, 0])
  })

  test.each([10, 100, 250])(
    'with --maxlen %i a stream keeps about that, and the slow reader misses the rest',
    async (maxlen) => {
      const played = await play(engine(), 'trim', { maxlen })
      expect(played.failed).toEqual([])
      const [naive, byLength, byAge] = valuesOf(played, 'trim').map(([, kept]) => Number(kept))
      const total = 4 * Math.max(maxlen, 100)
      expect(naive).toBe(total)
      for (const kept of [byLength, byAge]) {
        expect(kept).toBeGreaterThanOrEqual(maxlen)
        expect(kept).toBeLessThanOrEqual(maxlen + 100)
      }
      const [before, after, missed] = valuesOf(played, 'trim.reader').map(([, count]) => Number(count))
      expect((before ?? 0) + (after ?? 0) + (missed ?? 0)).toBe(total)
      expect(before).toBe(Math.floor(maxlen / 2))
      expect(missed).toBeGreaterThan(0)
    },
  )

  test('a replay is read in pages, and sends nothing else', async () => {
    const played = await play(engine(), 'replay', { entries: 11 })
    expect(played.failed).toEqual([])
    const report = played.all('wire').filter(({ actor }) => actor === 'report')
    expect([...new Set(report.map(({ command: [name] }) => name))]).toEqual(['XRANGE'])
    expect(valuesOf(played, 'replay.readings').map(([, orders, count]) => [orders, count])).toEqual([
      ['1-11', 11],
      ['1-11', 11],
      ['6-11', 6],
      ['9-11', 3],
    ])
    expect(report).toHaveLength(3 + 3 + 2 + 1)
  })

  test('PUBLISH reached two servers, then one, then two; the entries are all there', async () => {
    const played = await play(engine(), 'beside', { entries: 9 })
    expect(played.failed).toEqual([])
    expect(sent(played, 'PUBLISH').map(({ reply }) => reply)).toEqual([2, 2, 2, 1, 1, 1, 2, 2, 2])
    expect(valuesOf(played, 'beside.choose').map(([, channel, stream]) => [channel, stream])).toEqual([
      [0, 0],
      [3, 0],
      [9, 0],
      [0, 9],
    ])
  })

  test('the same id is refused, whatever else the entry says', async () => {
    const played = await play(engine(), 'basics')
    expect(sent(played, 'XADD').map(({ reply }) => typeof reply)).toEqual([
      'string',
      'string',
      'string',
      'object',
    ])
    expect(played.all('state').flatMap(({ keys }) => keys)).toMatchObject([{ type: 'stream', length: 3 }])
  })
})

describe('what cannot be', () => {
  test.each([
    [['--claim-idle', '1s'], '--claim-idle does not accept "1s"', 'give a time from 5s to 1h'],
    [['--entries', '5'], '--entries does not accept "5"', 'give a whole number from 6 to 100'],
    [['--consumers', 'two'], '--consumers does not accept "two"', 'give a whole number from 2 to 20'],
  ])('%j is refused before anything is sent', async (flags, what, hint) => {
    const { code, stdout, stderr } = await runCli(['stream', '--engine', 'embedded', ...flags])
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain(`error: ${what}\ntry: ${hint}`)
  })
})

test.each([
  [[], '–'],
  [[4], '4'],
  [[4, 5], '4 5'],
  [[4, 5, 6], '4-6'],
  [[1, 3, 4, 5, 9], '1 3-5 9'],
])('the orders %j are written as %s', (numbers, text) => {
  expect(ranges(numbers)).toBe(text)
})
