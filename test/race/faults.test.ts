/* oxlint-disable no-restricted-globals -- these timers run on a virtual clock */
import type { Redis } from 'ioredis'
import { describe, expect, it } from 'vitest'
import type { Race } from '../../src/race/define.js'
import { readSchedule } from '../../src/race/steps.js'
import { tell } from '../../src/race/tell.js'
import { onEachEngine } from '../support/engines.js'
import { exploreOn, onGround } from '../support/explored.js'
import { program } from './programs.js'

onEachEngine((engine) => {
  const explored = (race: Race) => exploreOn(engine(), { race, version: race.naive, clients: race.clients })
  const told = (race: Race, schedule: string) =>
    onGround(engine(), (ground) =>
      tell({ race, version: race.naive, clients: race.clients }, ground, readSchedule(schedule), ''),
    )
  const rows = async (race: Race, schedule: string) => (await told(race, schedule)).chart.rows

  describe('a client that dies', () => {
    const race = program(
      async ({ redis, prefix }) => {
        await redis.set(`${prefix}a`, 1)
        await redis.set(`${prefix}b`, 1)
      },
      { clients: 1, faults: { deaths: 1 } },
    )

    it('sends nothing more', async () => {
      expect((await explored(race)).orders).toBe(2)
      const last = (await rows(race, '11x')).at(-1)
      expect(last).toMatchObject({ step: '1x', label: 'dies' })
      expect(last?.keys.map(({ key, type }) => [key.slice(-1), type])).toEqual([['a', 'string']])
    })

    it('does not keep others from the element that it waited for', async () => {
      const waiting = program<{ got: number }>(
        async ({ redis, prefix, client }, world) => {
          if (client === 3) return redis.rpush(`${prefix}jobs`, 'job')
          const copy = (redis as Redis).duplicate()
          if (client === 1) await redis.get(`${prefix}first`)
          world.got += (await copy.blpop(`${prefix}jobs`, 0)) === null ? 0 : 1
        },
        { clients: 3, faults: { deaths: 1 }, mayWait: true, world: () => ({ got: 0 }) },
      )
      // Client 1 waits first and dies: the job is for client 2.
      const steps = await rows(waiting, '1121x3')
      expect(steps.at(-1)?.notes).toMatchObject([
        { client: 1, text: expect.stringMatching(/^is answered: .*jobs job$/) as string },
      ])
    })
  })

  it('lets a reply be lost: the command was carried out, and its client gets an error', async () => {
    const race = program<{ errors: string[] }>(
      async ({ redis, prefix }, world) => {
        await redis.incr(`${prefix}n`).catch((error: Error) => world.errors.push(error.message))
      },
      {
        clients: 1,
        faults: { lostReplies: 1 },
        world: () => ({ errors: [] }),
        invariants: [
          { claim: 'no error', broken: ({ world }) => world.errors[0] },
          {
            claim: 'it is carried out',
            when: 'at the end',
            broken: async ({ redis, prefix }) =>
              (await redis.get(`${prefix}n`)) === '1' ? undefined : 'it is not',
          },
        ],
      },
    )
    const found = await explored(race)
    expect([...found.broken]).toEqual([['no error', 1]])
    const [row] = await rows(race, '1?')
    expect(row).toMatchObject({ label: 'the reply is lost', broken: 'Connection is closed.' })
    expect(row?.commands).toMatchObject([{ reply: 1 }])
  })

  it('lets time pass: leases run out, and the clock of the clients moves', async () => {
    const race = program<{ now: number[] }>(
      async ({ redis, prefix, now }, world) => {
        const start = now()
        await redis.set(`${prefix}lease`, 1, 'PX', 10_000)
        await redis.get(`${prefix}lease`)
        world.now.push(now() - start, Date.now() - start)
      },
      { clients: 1, faults: { time: { ms: 10_000, times: 1 } }, world: () => ({ now: [] }) },
    )
    const [, passes, looks] = await rows(race, '1t1')
    expect(passes).toMatchObject({ step: 't', label: 'time passes: 10s' })
    expect(passes?.keys.map(({ type }) => type)).toEqual(['none'])
    expect(looks?.commands).toMatchObject([{ reply: null }])
    // t before, between, and after all; or not at all.
    expect((await explored(race)).orders).toBe(3)
  })

  it('keeps a lease that is longer', async () => {
    const race = program(
      ({ redis, prefix }) =>
        redis.set(`${prefix}lease`, 1, 'PX', 60_000).then(() => redis.get(`${prefix}lease`)),
      {
        clients: 1,
        faults: { time: { ms: 10_000, times: 1 } },
      },
    )
    const [, passes] = await rows(race, '1t')
    expect(passes?.keys).toMatchObject([{ type: 'string', ttlSeconds: 50 }])
  })

  it('wakes who sleeps when nobody else can go on, and at once', async () => {
    const race = program<{ tries: number }>(
      async ({ redis, prefix, name }, world) => {
        while ((await redis.set(`${prefix}lock`, name, 'NX')) === null) {
          world.tries += 1
          await new Promise((resolve) => setTimeout(resolve, 3_600_000))
        }
        await redis.del(`${prefix}lock`)
      },
      { world: () => ({ tries: 0 }) },
    )
    const found = await explored(race)
    expect(found.brokenOrders).toBe(0)
    expect(await rows(race, '121t22')).toMatchObject([{}, {}, {}, { label: 'time passes: 1h' }, {}, {}])
  })

  it('finds who waits for ever', async () => {
    const race = program(({ redis, prefix }) => (redis as Redis).duplicate().blpop(`${prefix}nothing`, 0), {
      clients: 1,
    })
    const found = await explored(race)
    expect([...found.broken]).toEqual([['every client comes to its end', 1]])
    expect((await told(race, '1')).broken?.what).toBe('client-1 waits for ever')
  })

  it('does not wait for a promise that nobody fulfils', async () => {
    const race = program(({ redis, prefix }) => redis.get(`${prefix}a`).then(() => new Promise(() => {})), {
      clients: 1,
    })
    expect((await told(race, '1')).broken?.what).toBe('client-1 waits for ever')
  })

  it('finds a client that fails', async () => {
    const race = program(
      ({ redis, prefix }) => redis.set(`${prefix}a`, 1).then(() => redis.lpush(`${prefix}a`, 1)),
      { clients: 1 },
    )
    const { broken, chart } = await told(race, '11')
    expect(broken?.claim).toBe('no client fails')
    expect(chart.rows.at(-1)?.notes?.[0]?.text).toMatch(/^fails: WRONGTYPE/)
  })

  it('finds a program that goes in circles', async () => {
    const race = program(
      async ({ redis, prefix }) => {
        while ((await redis.get(`${prefix}a`)) === null);
      },
      { clients: 1 },
    )
    const found = await explored(race)
    expect([...found.broken.keys()]).toEqual(['every client comes to its end'])
  })

  it('lets who waits for an element go on when another has brought it', async () => {
    const race = program<{ got: string[] }>(
      async ({ redis, prefix, client }, world) => {
        if (client === 1) world.got.push(String(await (redis as Redis).duplicate().blpop(`${prefix}jobs`, 0)))
        else await redis.rpush(`${prefix}jobs`, 'job')
      },
      { world: () => ({ got: [] }) },
    )
    const found = await explored(race)
    expect(found).toMatchObject({ orders: 2, brokenOrders: 0 })
    const [waits, brings] = await rows(race, '12')
    // What comes later is not shown as if it had come at once.
    expect(waits?.commands).toMatchObject([{ command: ['BLPOP', expect.any(String), '0'] }])
    expect(waits?.commands[0]).not.toHaveProperty('reply')
    expect(waits?.notes).toEqual([{ client: 0, text: 'waits' }])
    expect(brings?.notes).toMatchObject([
      { client: 0, text: expect.stringMatching(/^is answered: .*jobs job$/) as string },
    ])
  })

  it('tells the same state from another when a connection watches a key', async () => {
    const race = program<{ done: number }>(
      async ({ redis, prefix, client }, world) => {
        const key = `${prefix}n`
        if (client === 2) return redis.set(key, 'same')
        await redis.watch(key)
        await redis.set(`${prefix}other`, 1)
        const done = await redis.multi().set(`${prefix}done`, 1).exec()
        world.done = done === null ? 0 : 1
      },
      {
        world: () => ({ done: 1 }),
        setUp: ({ redis, prefix }) => redis.set(`${prefix}n`, 'same').then(() => {}),
        invariants: [
          { claim: 'it is done', broken: ({ world }) => (world.done === 0 ? 'refused' : undefined) },
        ],
      },
    )
    // Of four places for the SET, the two between WATCH and EXEC break it.
    expect(await explored(race)).toMatchObject({ orders: 4, brokenOrders: 2 })
  })

  it('hands messages over in steps of their own', async () => {
    const race = program<{ heard: string[] }>(
      async ({ redis, prefix, client }, world) => {
        if (client === 2) return redis.publish(`${prefix}news`, 'hello')
        const copy = (redis as Redis).duplicate()
        await copy.subscribe(`${prefix}news`)
        copy.on('message', (_channel: string, text: string) => world.heard.push(text))
        await redis.set(`${prefix}a`, 1)
      },
      { world: () => ({ heard: [] }), mayWait: true },
    )
    const steps = await rows(race, '121m1')
    expect(steps[2]).toMatchObject({
      step: '1m',
      client: 0,
      label: expect.stringMatching(/^hears .*hello$/) as string,
    })
    // Published before it listens: nobody hears it. After: it is heard before the SET or after it, or the SET came first.
    expect((await explored(race)).orders).toBe(4)
  })

  it('lets the callback of a timer see the time of its client', async () => {
    const race = program<{ late: number }>(
      ({ now }, world) =>
        new Promise<void>((resolve) =>
          setTimeout(() => {
            world.late = Date.now() - now()
            resolve()
          }, 1_000),
        ),
      {
        clients: 1,
        world: () => ({ late: 0 }),
        invariants: [
          { claim: 'one clock', broken: ({ world: { late } }) => (late === 0 ? undefined : `${late} ms`) },
        ],
      },
    )
    expect((await explored(race)).brokenOrders).toBe(0)
  })
})
