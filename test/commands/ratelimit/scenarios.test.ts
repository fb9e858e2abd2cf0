import { expect, test } from 'vitest'
import type { WireEvent } from '../../../src/scenario/event.js'
import { onEachEngine } from '../../support/engines.js'
import { play, rowOf, takesOn } from './play.js'

const PREFIX = 'rp:ratelimit:1:'

onEachEngine((engine) => {
  test('basics: the replies on the wire are the numbers of the tables', async () => {
    const played = await play(engine(), 'basics', { limit: 7, window: 30_000 })
    expect([played.error, played.failed]).toEqual([undefined, []])
    const takes = takesOn(played, `${PREFIX}{ada}:api`)
    expect(takes.map(({ allowed }) => allowed)).toEqual([...Array<boolean>(7).fill(true), false, true])
    const [first, , , , , , , denied, again] = takes
    expect(rowOf(played, 'denied', 'retryAfterMs')).toEqual(['retryAfterMs', 20_000])
    expect([again!.at - denied!.at, again!.at - first!.at]).toEqual([20_000, 30_000])
    expect(played.table('headers')?.rows).toContainEqual(['429', 'Retry-After', '30'])
    expect(rowOf(played, 'several', 'long')).toEqual(['long', 'yes', 6, 'at once'])
  })

  test.each([{ limit: 1 }, { limit: 2, window: 1000 }, { limit: 3, window: 86_400_000 }])(
    'basics, boundary, hammered, clocks and crash hold at the ends of their range: %o',
    async (params) => {
      for (const scenario of ['basics', 'boundary', 'hammered', 'clocks', 'crash']) {
        const played = await play(engine(), scenario, params)
        expect([scenario, played.error, played.failed]).toEqual([scenario, undefined, []])
      }
    },
  )

  test('boundary: the fixed window admits all, the log half, by the replies on the wire', async () => {
    const played = await play(engine(), 'boundary', { limit: 30, window: 20_000 })
    expect([played.error, played.failed]).toEqual([undefined, []])
    const fixed = takesOn(played, `${PREFIX}{ada}:border-fixed`)
    const log = takesOn(played, `${PREFIX}{ada}:border-log`)
    expect([fixed, log].map((takes) => takes.filter(({ allowed }) => allowed).length)).toEqual([60, 30])
    expect(Math.max(...fixed.map(({ at }) => at)) - Math.min(...fixed.map(({ at }) => at))).toBeLessThan(667)
    expect(new Set(fixed.map(({ at }) => Math.floor(at / 20_000))).size).toBe(2)
    expect(rowOf(played, 'border', 'most in any window')).toEqual(['most in any window', 60, 30])
  })

  test('race: so many were admitted as members were added, for the safe version', async () => {
    const played = await play(engine(), 'race', { limit: 40, clients: 150 }, { seed: 5 })
    expect([played.error, played.failed]).toEqual([undefined, []])
    const prefix = PREFIX.replace(':1:', ':5:')
    const safe = takesOn(played, `${prefix}{ada}:race`)
    expect(safe).toHaveLength(150)
    expect(new Set(safe.map(({ actor }) => actor)).size).toBe(10)
    expect(safe.filter(({ allowed }) => allowed)).toHaveLength(40)
    expect(rowOf(played, 'race', 'admitted')?.[2]).toBe(40)

    // A naive request passes when its ZCARD says that there is room.
    const counts = played
      .all('wire')
      .filter(({ command: [name, key] }) => name === 'ZCARD' && key === `${prefix}{race-naive}:ada`)
      .map(({ reply }) => Number(reply))
    const recorded = counts.at(-1)
    expect(counts).toHaveLength(151) // The last one is the scenario's own.
    expect(counts.slice(0, -1).filter((count) => count < 40).length).toBe(
      rowOf(played, 'naive', 'admitted')?.[1],
    )
    expect(recorded).toBe(rowOf(played, 'naive', 'recorded')?.[1])
  })

  test('race: without more callers than the limit nothing can be shown', async () => {
    const played = await play(engine(), 'race', { limit: 500, clients: 500 })
    expect(played.error).toMatchObject({
      name: 'UsageError',
      message: '500 callers cannot exceed a limit of 500',
      hint: 'give more callers than the limit: --clients 2500, or a lower --limit',
    })
  })

  test('hammered: each minute of the safe version is counted from the wire', async () => {
    const played = await play(engine(), 'hammered', { limit: 10 })
    expect([played.error, played.failed]).toEqual([undefined, []])
    const takes = takesOn(played, `${PREFIX}{bot}:hammered`)
    const start = takes[0]!.at
    const minutes = [0, 1, 2].map((minute) => {
      const from = start + minute * 60_000
      return takes.filter(({ at, allowed }) => allowed && at >= from && at < from + 60_000).length
    })
    expect(takes).toHaveLength(36)
    expect(minutes).toEqual([10, 10, 10])
    expect([1, 2, 3].map((minute) => rowOf(played, 'hammered', minute))).toEqual([
      [1, 10, 10],
      [2, 0, 10],
      [3, 0, 10],
    ])
  })

  test('clocks: nothing that the server’s time decides is on the wire', async () => {
    const played = await play(engine(), 'clocks', { limit: 5 })
    expect([played.error, played.failed]).toEqual([undefined, []])
    const scripts = played.all('wire').filter(({ script }) => script !== undefined)
    expect(scripts.map(({ reply }) => reply)).toEqual([4, 3, 2, 1, 0].map((left) => [left, 0, 60_000]))
    expect(rowOf(played, 'clocks', 'together')).toEqual(['together', 10, 5])
  })

  test('crash: only the INCR was sent, and nothing ever sets the expiry', async () => {
    const played = await play(engine(), 'crash', { limit: 4 })
    expect([played.error, played.failed]).toEqual([undefined, []])
    const naive = played.all('wire').filter(({ command }) => command[1] === `${PREFIX}{crash-naive}:ada`)
    expect(naive.map(({ actor, command }: WireEvent) => `${actor} ${command[0]}`)).toEqual([
      'web-1 INCR',
      ...Array<string>(4).fill('web-2 INCR'),
    ])
    const [later, safe] = played.all('state')
    expect(later?.keys[0]).toMatchObject({ type: 'string', preview: ['5'], ttlSeconds: null })
    expect(safe?.keys[0]).toMatchObject({ type: 'string', ttlSeconds: 120 })
  })
})
