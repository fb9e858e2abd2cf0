import type { Redis } from 'ioredis'
import type { Me, Race } from '../../src/race/define.js'
import { defineRace } from '../../src/race/define.js'

/** A race whose program sends commands itself: for the tests of the explorer. */
export function program<World = object>(
  client: (me: Me<Redis>, world: World) => Promise<unknown>,
  rest: Partial<Race<Redis, World>> = {},
): Race {
  const version = { title: 'the program', make: (redis: unknown) => redis as Redis }
  return defineRace<Redis, World>({
    name: 'program',
    title: 'a program',
    summary: '',
    clients: 2,
    world: () => ({}) as World,
    invariants: [],
    naive: version,
    safe: version,
    ...rest,
    client: async (me, world) => void (await client(me, world)),
  })
}

export interface Holding {
  holds: boolean[]
}

/** The lock of the first blog post: it looks, and then it takes. */
export function getThenSetLock(clients: number): Race {
  return program<Holding>(
    async (me, world) => {
      const lock = `${me.prefix}lock`
      if ((await me.redis.get(lock)) !== null) return
      await me.redis.set(lock, me.name)
      await work(me, world)
      await me.redis.del(lock)
    },
    { clients, world: () => ({ holds: [] }), invariants: [ONE_HOLDER] },
  )
}

/** The lock that compares its token in a script. */
export function tokenLock(clients: number): Race {
  return program<Holding>(
    async (me, world) => {
      const lock = `${me.prefix}lock`
      if ((await me.redis.set(lock, me.name, 'PX', 10_000, 'NX')) === null) return
      await work(me, world)
      await me.redis.eval(RELEASE, 1, lock, me.name)
    },
    { clients, world: () => ({ holds: [] }), invariants: [ONE_HOLDER] },
  )
}

const RELEASE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0"

const ONE_HOLDER = {
  claim: 'at most one holder',
  broken: ({ world }: { world: Holding }) =>
    world.holds.filter(Boolean).length > 1 ? 'two hold it' : undefined,
}

async function work(me: Me<Redis>, world: Holding): Promise<void> {
  world.holds[me.client] = true
  await me.redis.incr(`${me.prefix}work`)
  world.holds[me.client] = false
}
