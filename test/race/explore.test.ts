import { describe, expect, it } from 'vitest'
import type { Race } from '../../src/race/define.js'
import type { ExploreOptions } from '../../src/race/explore.js'
import { brokenOrders } from '../../src/race/graph.js'
import { onEachEngine } from '../support/engines.js'
import { exploreOn } from '../support/explored.js'
import { getThenSetLock, program, tokenLock } from './programs.js'

onEachEngine((engine) => {
  const explored = (race: Race, options?: ExploreOptions) =>
    exploreOn(engine(), { race, version: race.naive, clients: race.clients }, options)

  describe('counts every order', () => {
    it.each([
      [2, 46, 24],
      [3, 11_844, 10_224],
    ])('of %i clients with GET, then SET', async (clients, orders, broken) => {
      const found = await explored(getThenSetLock(clients))
      expect(found).toMatchObject({ orders, brokenOrders: broken, shortest: '1212' })
    })

    it.each([
      [2, 6],
      [3, 48],
    ])('of %i clients with a token', async (clients, orders) => {
      expect(await explored(tokenLock(clients))).toMatchObject({
        orders,
        brokenOrders: 0,
        shortest: undefined,
      })
    })

    it('of three clients with four commands each: 12! / (4! 4! 4!), which chance could not', async () => {
      const race = program(
        async ({ redis, prefix, client }) => {
          for (let count = 0; count < 4; count++) await redis.incr(`${prefix}${client}`)
        },
        { clients: 3 },
      )
      const { orders, runs, states } = await explored(race)
      expect(orders).toBe(34_650)
      // One state for each way to stand: five places for each of three clients.
      expect(states).toBe(5 ** 3)
      expect(runs).toBeLessThan(200)
    })

    it('also where all of them write the same key', async () => {
      const race = program(
        async ({ redis, prefix }) => {
          for (let count = 0; count < 4; count++) await redis.incr(`${prefix}all`)
        },
        { clients: 2 },
      )
      expect((await explored(race)).orders).toBe(70)
    })
  })

  it.each([
    ['GET, then SET', getThenSetLock(2)],
    ['a token', tokenLock(3)],
  ])('comes to the same when no two orders are taken for one: %s', async (_name, race) => {
    const [merged, each] = [await explored(race), await explored(race, { merge: false })]
    expect(merged.runs).toBeLessThan(each.runs)
    expect(each.runs).toBe(each.orders)
    expect({ ...merged.broken }).toEqual({ ...each.broken })
    expect([merged.orders, merged.brokenOrders]).toEqual([each.orders, each.brokenOrders])
  })

  it('names every order that breaks', async () => {
    const { root, brokenOrders: count } = await explored(getThenSetLock(2))
    const orders = [...brokenOrders(root)]
    expect(orders).toHaveLength(count)
    expect(new Set(orders.map(({ schedule }) => schedule)).size).toBe(count)
    expect(orders[0]).toMatchObject({ schedule: '12121122', at: 4, broken: { what: 'two hold it' } })
  })

  it('takes a transaction for one step, and a pipeline for several', async () => {
    const sent = (pipe: 'multi' | 'pipeline') =>
      program(({ redis, prefix, client }) =>
        redis[pipe]().incr(`${prefix}${client}`).incr(`${prefix}n`).exec(),
      )
    expect((await explored(sent('multi'))).orders).toBe(2)
    expect((await explored(sent('pipeline'))).orders).toBe(6)
  })

  it('stops at the bound: no client that could go on has to wait', async () => {
    const race = program(async ({ redis, prefix }) => {
      await redis.incr(`${prefix}n`)
      await redis.incr(`${prefix}n`)
    })
    expect((await explored(race, { bound: 0 })).orders).toBe(2)
    expect((await explored(race, { bound: 1 })).orders).toBe(4)
    expect((await explored(race)).orders).toBe(6)
    expect((await explored(race, { bound: 9 })).orders).toBe(6)
  })

  it('gives up when there are too many orders', async () => {
    await expect(explored(getThenSetLock(3), { mostRuns: 10 })).rejects.toThrow('too many orders')
  })

  it('says so when a program does not do the same each time', async () => {
    let times = 0
    const race = program(async ({ redis, prefix }) => {
      if (++times % 3 === 0) await redis.set(`${prefix}x`, times)
      await redis.get(`${prefix}y`)
      await redis.get(`${prefix}z`)
    })
    await expect(explored(race)).rejects.toThrow('does not do the same each time')
  })

  it('leaves no key and no client behind that could meet the next order', async () => {
    const race = program<{ seen: (string | null)[] }>(
      async ({ redis, prefix, client }, world) => {
        world.seen[client] = await redis.set(`${prefix}first`, client, 'GET')
      },
      {
        world: () => ({ seen: [] }),
        invariants: [
          {
            claim: 'somebody is first',
            when: 'at the end',
            broken: ({ world }) => (world.seen.includes(null) ? undefined : 'nobody was'),
          },
        ],
      },
    )
    expect(await explored(race)).toMatchObject({ orders: 2, brokenOrders: 0 })
  })

  it('tells orders apart by keys that a script has made up', async () => {
    const race = program(
      async ({ redis, prefix, client }) => {
        const script = client === 1 ? 'SET' : 'APPEND'
        await redis.eval(
          `return redis.call('${script}', ARGV[1] .. 'made-up', ARGV[2])`,
          0,
          prefix,
          String(client),
        )
      },
      {
        invariants: [
          {
            claim: 'both are there',
            when: 'at the end',
            broken: async ({ redis, prefix }) =>
              (await redis.get(`${prefix}made-up`)) === '12' ? undefined : 'one is lost',
          },
        ],
      },
    )
    expect(await explored(race)).toMatchObject({ orders: 2, brokenOrders: 1, states: 5 })
  })
})
