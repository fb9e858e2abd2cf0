import type { Redis } from 'ioredis'
import { describe, expect, it } from 'vitest'
import type { Engine } from '../../src/engine/engine.js'
import { Topic } from '../../src/patterns/pubsub/index.js'
import type { Faults, Me, Race } from '../../src/race/define.js'
import { explore } from '../../src/race/explore.js'
import { readSchedule, writeStep } from '../../src/race/steps.js'
import { tell } from '../../src/race/tell.js'
import { onEachEngine } from '../support/engines.js'
import { onGround } from '../support/explored.js'
import { program } from './programs.js'

/** What a client has heard, in order. */
type Heard = string[]
type Listen = (redis: Redis, heard: Heard, me: Me<Redis>) => Promise<unknown>

const CHANNEL = 'news'
const forever = () => new Promise<never>(() => {})

/** Client 1 listens in some way, client 2 publishes `a` and `b`. */
function raceOf(listen: Listen, faults: Faults, worlds: Heard[] = []): Race {
  return program<Heard>(
    async (me, heard) => {
      if (me.client === 1) {
        await listen(me.api, heard, me)
        return forever()
      }
      await me.api.publish(CHANNEL, 'a')
      return me.api.publish(CHANNEL, 'b')
    },
    {
      faults,
      mayWait: true,
      world: () => {
        worlds.push([])
        return worlds.at(-1)!
      },
      invariants: [
        {
          claim: 'both are heard',
          when: 'at the end',
          broken: ({ world }) => (world.join('') === 'ab' ? undefined : `heard ${world.join('')}`),
        },
      ],
    },
  )
}

const onOwn: Listen = (redis, heard) => {
  redis.on('message', (_channel: string, message: string) => heard.push(message))
  return redis.subscribe(CHANNEL)
}

const onCopy: Listen = (redis, heard, me) => onOwn(redis.duplicate(), heard, me)

const ONCE: Faults = { cuts: 1 }
/** Time may pass although others can go on. */
const BACK_AT_ANY_TIME: Faults = { cuts: 1, time: { ms: 100, times: 1 } }

/** Runs one order: what was heard, what PUBLISH answered, and what could happen next. */
async function play(engine: Engine, listen: Listen, faults: Faults, schedule: string) {
  const worlds: Heard[] = []
  const race = raceOf(listen, faults, worlds)
  return onGround(engine, async (ground) => {
    const cast = { race, version: race.naive, clients: 2 }
    const { chart, next } = await tell(cast, ground, readSchedule(schedule), 'any')
    const replies = chart.rows.flatMap(({ commands }) =>
      commands.filter(({ command }) => command[0] === 'PUBLISH').map(({ reply }) => reply),
    )
    return { heard: worlds.at(-1)!.join(''), replies, next: next.map(({ step }) => writeStep(step)) }
  })
}

onEachEngine((engine) => {
  describe.each([
    ['its own connection', onOwn],
    ['a copy that connects again by itself', onCopy],
  ])('a client that listens on %s', (_how, listen) => {
    it('can be cut off once it listens, and as often as the race says', async () => {
      expect((await play(engine(), listen, ONCE, '')).next).toEqual(['1', '2'])
      expect((await play(engine(), listen, ONCE, '1')).next).toEqual(['2', '1c'])
      expect((await play(engine(), listen, ONCE, '11c')).next).toEqual(['2'])
    })

    it('hears without a cut what is published', async () => {
      expect(await play(engine(), listen, ONCE, '1221m1m')).toMatchObject({ heard: 'ab', replies: [1, 1] })
    })

    it('hears nothing of what is published before it is back', async () => {
      const { heard, replies, next } = await play(engine(), listen, BACK_AT_ANY_TIME, '11c2t21m')
      expect({ heard, replies, next }).toEqual({ heard: 'b', replies: [0, 1], next: [] })
    })

    it('is back when nobody else can go on, at the latest', async () => {
      const { heard, replies, next } = await play(engine(), listen, ONCE, '11c22')
      expect({ heard, replies, next }).toEqual({ heard: '', replies: [0, 0], next: ['t'] })
      expect((await play(engine(), listen, ONCE, '11c22t')).next).toEqual([])
    })

    it('loses with the connection what had come and was not heard', async () => {
      const { heard, next } = await play(engine(), listen, BACK_AT_ANY_TIME, '121c')
      expect({ heard, next }).toEqual({ heard: '', next: ['2', 't'] })
      expect((await play(engine(), listen, BACK_AT_ANY_TIME, '121ct21m')).heard).toBe('b')
    })

    it('can be cut off again when it is back', async () => {
      const faults = { cuts: 2, time: { ms: 100, times: 1 } }
      expect((await play(engine(), listen, faults, '11c')).next).toEqual(['2', 't'])
      expect((await play(engine(), listen, faults, '11ct')).next).toEqual(['2', '1c'])
      expect((await play(engine(), listen, faults, '11ct1c2')).replies).toEqual([0])
    })

    it('comes to the same in every order, on any engine, merged or not', async () => {
      const race = raceOf(listen, BACK_AT_ANY_TIME)
      const cast = { race, version: race.naive, clients: 2 }
      const counts = await onGround(engine(), async (ground) => {
        const found = [await explore(cast, ground), await explore(cast, ground, { merge: false })]
        return found.map(({ orders, brokenOrders, shortest }) => ({ orders, brokenOrders, shortest }))
      })
      expect(counts[0]).toEqual(counts[1])
      expect(counts[0]).toMatchInlineSnapshot(`
        {
          "brokenOrders": 50,
          "orders": 65,
          "shortest": "221",
        }
      `)
    })
  })

  it('cuts off the connection that is named when a client has several', async () => {
    const onBoth: Listen = async (redis, heard, me) => {
      await onCopy(redis, heard, me)
      await onOwn(redis, heard, me)
    }
    expect((await play(engine(), onBoth, ONCE, '11')).next).toEqual(['2', '1c', '1bc'])
    expect((await play(engine(), onBoth, ONCE, '111bc2')).replies).toEqual([1])
  })

  it('lets a command wait that is to be sent while the connection is away', async () => {
    const pings: Listen = async (redis, heard, me) => {
      redis.once('close', () => void redis.ping().then(() => heard.push('pong')))
      await onOwn(redis, heard, me)
    }
    expect((await play(engine(), pings, BACK_AT_ANY_TIME, '11c')).next).toEqual(['2', 't'])
    expect((await play(engine(), pings, BACK_AT_ANY_TIME, '11ct1')).heard).toBe('pong')
  })

  it('answers on a connection only after what was published before has been heard', async () => {
    const pings: Listen = async (redis, heard, me) => {
      await onOwn(redis, heard, me)
      await redis.ping()
      heard.push(' pong')
    }
    expect((await play(engine(), pings, {}, '12')).next).toEqual(['1m', '2'])
    expect((await play(engine(), pings, {}, '121m1')).heard).toBe('a pong')
  })

  it('leaves it to a pattern to connect again, and to catch up', async () => {
    const topic: Listen = (redis, heard, { prefix, now, ids }) => {
      const options = { prefix, name: 'topic', now, ids, outbox: { maxLen: 10 } }
      const news = new Topic<string>(redis, options)
      return news
        .subscribe(({ value }) => heard.push(value), { onLost: () => heard.push('lost') })
        .then(async () => {
          await news.publish('x')
          await news.publish('y')
        })
    }
    const lost = await play(engine(), topic, ONCE, '111c')
    expect(lost).toMatchObject({ heard: 'lost', next: ['1', '1b', '2'] })
    // It publishes x and y, subscribes, and reads what it has missed.
    const { heard } = await play(engine(), topic, ONCE, '111c11b11')
    expect(heard).toBe('lostxy')
  })
})
