import { formatDuration } from '../../scenario/duration.js'
import type { Event } from '../../scenario/event.js'
import { counted, grouped } from '../../scenario/text.js'
import { answered } from './answered.js'
import { app, entryKey, naiveCache, safeCache } from './caches.js'
import { crowd, type Crowd, PROCESSES } from './crowd.js'
import { later } from './later.js'
import { Origin } from './origin.js'
import type { CacheScenario, CacheStage } from './params.js'
import type { User } from './reads.js'
import { loadsChart, stampedeTable } from './stampede-tables.js'

const KEY = '42'

export const stampede: CacheScenario = {
  name: 'stampede',
  title: 'Stampede: everyone misses at once',
  summary: 'A popular entry expires. Everyone who reads it now finds nothing, and everyone loads.',
  uses: ['ttl', 'loadTime', 'callers', 'pool'],
  next: [
    { command: 'redis-patterns cache stampede --callers 5000', why: 'a bigger crowd' },
    { command: 'redis-patterns cache stampede --pool 100', why: 'a database that can do more at a time' },
  ],
  run: playStampede,
}

async function* playStampede(stage: CacheStage): AsyncGenerator<Event, void, void> {
  const { callers, pool, loadTime } = stage.params
  yield {
    type: 'note',
    text: 'Three callers first, so that you can read the commands: two on app-1, one on app-2. All three GET and find nothing before the first of them has loaded.',
  }
  const loads = await naiveThree(stage)
  yield stampedeTable('naive-three', 'three callers', { naive: { callers: 3, loads } })
  yield {
    type: 'verdict',
    id: 'stampede.three',
    claim: 'each of the three loads',
    holds: loads === 3,
    detail: counted(loads, 'load'),
  }

  yield {
    type: 'note',
    text: `Now ${grouped(callers)} callers in ${PROCESSES} processes. The database takes ${formatDuration(loadTime)} for a load and works on ${pool} at a time; the others queue up. (Their commands are not shown.)`,
  }
  const naive = await crowd(stage, 'naive')
  yield stampedeTable('naive', 'a crowd that misses', { naive })
  yield {
    type: 'verdict',
    id: 'stampede.naive',
    claim: 'the naive version loads once for every caller',
    holds: naive.loads === callers,
    detail: `${counted(naive.loads, 'load')} in ${formatDuration(naive.lastMs)}`,
  }
  yield* safePart(stage, naive)
}

async function* safePart(stage: CacheStage, naive: Crowd): AsyncGenerator<Event, void, void> {
  const { callers } = stage.params
  yield* safeThree(stage)

  yield {
    type: 'note',
    text: `The same ${grouped(callers)} callers. A process that dies while it loads holds up the others for as long as its lease lasts (5 s, if you do not say otherwise), and not longer.`,
  }
  const safe = await crowd(stage, 'safe')
  yield stampedeTable('stampede', 'naive beside safe', { naive, safe })
  yield loadsChart(naive, safe)
  yield {
    type: 'verdict',
    id: 'stampede.safe',
    claim: 'the safe version loads once, for all processes',
    holds: safe.loads === 1 && safe.answers === callers,
    detail: `${grouped(safe.answers)} answers, ${counted(safe.loads, 'load')}, ${formatDuration(safe.lastMs)}`,
  }
}

/** Loads for three callers who all miss before the first load ends. */
async function naiveThree(stage: CacheStage): Promise<number> {
  const origin = database(stage)
  const answers: Promise<unknown>[] = []
  for (const [before, number] of [1, 1, 2].entries()) {
    const cache = naiveCache<User>(stage, await app(stage, number), 'naive-three')
    answers.push(later(cache.get(KEY, () => origin.load({ key: KEY }))))
    await origin.waiting(before + 1)
  }
  await origin.letGo()
  await Promise.all(answers)
  return origin.loads
}

async function* safeThree(stage: CacheStage): AsyncGenerator<Event, void, void> {
  const origin = database(stage)
  const [one, two] = [await app(stage, 1), await app(stage, 2)]
  const first = safeCache<User>(stage, one, { name: 'three' })
  const second = safeCache<User>(stage, two, { name: 'three' })

  yield {
    type: 'note',
    text: 'The same three. The first finds nothing and gets the lease: its token is now in the key, for 5 s. The second, on the same server, is told to wait; the token is one of its own server, so it joins that load.',
  }
  const leader = later(first.get(KEY, origin.load))
  await origin.waiting(1)
  const joins = answered(one.redis, 1)
  const follower = later(first.get(KEY, origin.load))
  await joins
  yield await stage.state('the key, while it is loaded', [entryKey(stage, 'three', KEY)])

  yield {
    type: 'note',
    text: 'The third, on app-2, finds a token that it does not know. It subscribes to a channel of the key (over a second connection, not shown), looks once more, and waits. fill.lua writes the value and publishes a word on that channel; app-2 reads the value.',
  }
  // It looks, subscribes, looks again, and then waits; or else it loads, too.
  const waits = answered(two.redis, 2)
  const other = later(second.get(KEY, origin.load))
  await Promise.race([waits, origin.waiting(2)])
  await origin.letGo()
  const answers = await Promise.all([leader, follower, other])
  yield stampedeTable('safe-three', 'three callers', { safe: { callers: 3, loads: origin.loads } })
  yield {
    type: 'verdict',
    id: 'stampede.join',
    claim: 'one of the three loads, and all get its value',
    holds: origin.loads === 1 && answers.every((user) => user !== null),
    detail: `${counted(first.stats().coalesced + second.stats().coalesced, 'caller')} waited, ${counted(origin.loads, 'load')}`,
  }
}

function database(stage: CacheStage): Origin<User> {
  const origin = new Origin<User>({ clock: stage.clock, loadMs: stage.params.loadTime })
  origin.values.set(KEY, { name: 'Ada' })
  origin.hold()
  return origin
}
