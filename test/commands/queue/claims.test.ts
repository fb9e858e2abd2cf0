import { expect, test } from 'vitest'
import { onEachEngine } from '../../support/engines.js'
import { play, sent } from './play.js'
import { valuesOf } from '../../support/played.js'

onEachEngine((engine) => {
  test('idle: the commands of the table are those on the wire', async () => {
    const played = await play(engine(), 'idle', { poll: 500 })
    const looks = sent(played, 'RPOP', '{poll}').filter(({ reply }) => reply === null)
    // The last look in vain is that from which it falls asleep, just before the job comes.
    expect(looks).toHaveLength(121)
    expect(sent(played, 'BLPOP', '{wait}').map(({ args }) => args)).toEqual([['5']])
    expect(valuesOf(played, 'idle-2')[0]).toEqual(['commands in the idle minute', 120, 2])
    expect(valuesOf(played, 'idle-2')[2]).toEqual(['so, in a real minute', 120, 24])
  })

  test('idle: a job waits for the rest of the sleep, which the seed decides', async () => {
    const waits = [1, 2, 3].map(async (seed) => {
      const [wait = ''] = /\d+ms/.exec(
        (await play(engine(), 'idle', { poll: 1_000 }, { seed })).verdict('idle.poll')?.detail ?? '',
      ) ?? ['']
      return Number.parseInt(wait, 10)
    })
    const each = await Promise.all(waits)
    expect(new Set(each).size).toBe(3)
    expect(each.every((ms) => ms > 0 && ms < 1_000)).toBe(true)
  })

  test('crash: the popped job is nowhere on the server, the moved one is in its list, the leased one is charged', async () => {
    const found: number[][] = []
    const played = await play(
      engine(),
      'crash',
      {},
      {
        onState: async (redis) => {
          const length = (key: string) => redis.llen(`rp:queue:1:${key}`)
          found.push([
            await length('{pop}:naive'),
            await length('{list}:naive'),
            await length('{list}:processing'),
          ])
        },
      },
    )
    expect(found.slice(0, 2)).toEqual([
      [0, 0, 0],
      [0, 0, 1],
    ])
    for (const version of ['pop', 'list']) expect(sent(played, 'HSETNX', `{${version}-bank}`)).toEqual([])
    expect(sent(played, 'HSETNX', '{leased-bank}').map(({ actor }) => actor)).toEqual(['worker-2'])
    expect(valuesOf(played, 'fate').at(-1)).toEqual(['charges in the end', 0, 0, 1])
  })

  test('crash: the second worker has the job when the lease that was asked for is over', async () => {
    const played = await play(engine(), 'crash', { lease: 300_000 })
    expect(valuesOf(played, 'fate').map(([after, , , leased]) => [after, leased])).toEqual([
      ['2s', 'nothing'],
      ['4m59s999ms', 'nothing'],
      ['5m', 'order-1'],
      ['1h5m', null],
      ['charges in the end', 1],
    ])
  })

  test('crash: both workers do all of the work, and the bank knows one charge', async () => {
    const played = await play(engine(), 'crash')
    expect(sent(played, 'RPUSH', '{twice-bank}').map(({ actor }) => actor)).toEqual(['worker-1', 'worker-2'])
    expect(sent(played, 'HSETNX', '{twice-bank}').map(({ actor, reply }) => [actor, reply])).toEqual([
      ['worker-1', 1],
      ['worker-2', 0],
    ])
  })

  test('slow: two workers book without renewal, one with it', async () => {
    const played = await play(engine(), 'slow', { lease: 6_000 })
    const booked = (name: string) => sent(played, 'RPUSH', `{${name}-bank}`).map(({ actor }) => actor)
    expect(booked('silent')).toEqual(['worker-1', 'worker-2'])
    expect(booked('renewing')).toEqual(['worker-1'])
    expect(played.all('chart')[0]).toMatchObject({ to: 21 })
  })

  test('retries: as many attempts as asked for, each after twice the wait', async () => {
    const played = await play(engine(), 'retries', { attempts: 6, backoff: 200 })
    expect(valuesOf(played, 'attempts').map(([, waited, at]) => [waited, at])).toEqual([
      ['0s', '0s'],
      ['200ms', '200ms'],
      ['400ms', '600ms'],
      ['800ms', '1s400ms'],
      ['1s600ms', '3s'],
      ['3s200ms', '6s200ms'],
    ])
    expect(valuesOf(played, 'dead')).toEqual([
      ['order-1', 'ada', 6, 'BankError: 503 Service Unavailable, attempt 6'],
    ])
  })

  test('retries: a single attempt is a dead letter at once', async () => {
    const played = await play(engine(), 'retries', { attempts: 1 })
    expect(played.failed).toEqual([])
    expect(valuesOf(played, 'attempts')).toEqual([[1, '0s', '0s', 'dead']])
  })

  test('delayed: the jobs whose timer was to end after the restart are never added', async () => {
    const played = await play(engine(), 'delayed', { delay: 3_000 })
    expect(sent(played, 'LPUSH', '{delayed}:naive')).toHaveLength(1)
    expect(valuesOf(played, 'due-2')).toEqual([
      ['order-1', '1s', '1s', '1s'],
      ['order-2', '2s', 'never', '2s'],
      ['order-3', '3s', 'never', '3s'],
    ])
  })

  test('priorities: the urgent job is popped last from the list of any length', async () => {
    const played = await play(engine(), 'priorities', { jobs: 5 })
    const popped = sent(played, 'RPOP', '{list}').map(
      ({ reply }) => /urgent|order-\d/.exec(JSON.stringify(reply))?.[0],
    )
    expect(popped).toEqual(['order-1', 'order-2', 'order-3', 'order-4', 'order-5', 'urgent', undefined])
    expect(valuesOf(played, 'order')).toEqual([
      [1, 'order-1', 'urgent'],
      [2, 'order-2', 'order-1'],
      [3, 'order-3', 'order-2'],
      [6, 'urgent', 'order-5'],
    ])
  })

  test('stop: a worker that ends charges nothing, one that closes charges, one that returns leaves it to another', async () => {
    const played = await play(engine(), 'stop')
    const charges = (name: string) => sent(played, 'HSETNX', `{${name}-bank}`).length
    expect(['ended', 'finished', 'returned'].map(charges)).toEqual([0, 1, 0])
    expect(valuesOf(played, 'returned')).toEqual([
      ['order-1 is', 'lost', 'done', 'returned'],
      ['jobs that wait', 1, 1, 2],
      ['worker-2 gets', 'order-2', 'order-2', 'order-1'],
      ['as attempt', null, 1, 1],
    ])
  })
})
