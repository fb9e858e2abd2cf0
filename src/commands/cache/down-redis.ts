import type { Cache } from '../../patterns/cache/index.js'
import type { Event } from '../../scenario/event.js'
import { attempt, attemptsTable, type Outcome } from './attempts.js'
import { app, naiveCache, safeCache } from './caches.js'
import { backAgain, BEFORE, KEY } from './down-back.js'
import { Origin } from './origin.js'
import type { CacheStage } from './params.js'
import type { User } from './reads.js'

const READS = 3

/** The connection of one server to Redis is cut. */
export async function* redisAway(stage: CacheStage): AsyncGenerator<Event, void, void> {
  const server = await app(stage, 1)
  const origin = new Origin<User>({ clock: stage.clock, loadMs: stage.params.loadTime })
  const naive = naiveCache<User>(stage, server, 'naive-away')
  const safe = safeCache<User>(stage, server, { name: 'away' })
  const load = () => origin.load({ key: KEY })
  origin.values.set(KEY, BEFORE)

  yield {
    type: 'note',
    text: `${BEFORE.name} is cached, and then the connection of app-1 to Redis is cut. The database is well. The naive version hands Redis's error to each of its readers all the same.`,
  }
  await naive.get(KEY, load)
  await safe.get(KEY, origin.load)
  const restore = await stage.cut(server.name)
  const before = origin.loads
  const attempts = await attempt(READS, () => naive.get(KEY, load))
  const failed = { attempts, loads: origin.loads - before }
  yield attemptsTable('redis-naive', 'Redis is away', { naive: failed })
  yield {
    type: 'verdict',
    id: 'down.redis.naive',
    claim: 'the naive version fails, though the database is well',
    holds: attempts.errors.length === READS,
    detail: `${attempts.errors.length} of ${READS}: ${attempts.errors[0] ?? 'no error'}`,
  }

  yield {
    type: 'note',
    text: `The safe version notices once, and leaves Redis alone for a while: one command for ${READS} reads. The database answers. It gets all the load now, but callers of one server who ask at the same time share a load.`,
  }
  yield* servedAnyway(safe, origin, failed)
  yield* backAgain(stage, origin, safe, restore)
}

async function* servedAnyway(
  cache: Cache<User>,
  origin: Origin<User>,
  naive: Outcome,
): AsyncGenerator<Event, void, void> {
  const before = origin.loads
  const attempts = await attempt(READS, () => cache.get(KEY, origin.load))
  const safe = { attempts, loads: origin.loads - before }
  yield attemptsTable('redis', 'Redis is away', { naive, safe })
  yield {
    type: 'verdict',
    id: 'down.redis.safe',
    claim: 'the safe version answers from the database',
    holds: attempts.answers.length === READS && cache.stats().unavailable === READS,
    detail: `${attempts.answers.length} answers, ${safe.loads} loads`,
  }
}
