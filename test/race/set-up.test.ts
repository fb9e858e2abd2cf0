/* oxlint-disable no-restricted-imports -- these timers run on a virtual clock */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Redis } from 'ioredis'
import { expect, it } from 'vitest'
import { readSchedule } from '../../src/race/steps.js'
import { tell } from '../../src/race/tell.js'
import { onEachEngine } from '../support/engines.js'
import { exploreOn, onGround } from '../support/explored.js'
import { program } from './programs.js'

onEachEngine((engine) => {
  it('what the set-up has written ages in the first order, too', async () => {
    const race = program<{ found: number }>(
      async ({ redis, prefix }, world) => {
        await sleep(10_000)
        world.found = await redis.exists(`${prefix}lease`)
      },
      {
        clients: 1,
        world: () => ({ found: 0 }),
        setUp: async ({ redis, prefix }) => void (await redis.set(`${prefix}lease`, 1, 'PX', 10_000)),
        invariants: [
          {
            claim: 'the lease is over',
            broken: ({ world }) => (world.found > 0 ? 'it is there' : undefined),
          },
        ],
      },
    )
    const { orders, brokenOrders } = await exploreOn(engine(), { race, version: race.naive, clients: 1 })
    expect([orders, brokenOrders]).toEqual([1, 0])
  })

  it('a command on a new connection waits only for others, and not for the connection', async () => {
    const race = program(
      async ({ redis, prefix }) => {
        const own = (redis as Redis).duplicate({ lazyConnect: true })
        await own.blpop(`${prefix}jobs`, 0)
      },
      { clients: 1, setUp: async ({ redis, prefix }) => void (await redis.rpush(`${prefix}jobs`, 'a')) },
    )
    const cast = { race, version: race.naive, clients: 1 }
    const { chart } = await onGround(engine(), (ground) => tell(cast, ground, readSchedule('1'), ''))
    expect(chart.rows.map(({ notes }) => notes)).toEqual([undefined])
  })
})
