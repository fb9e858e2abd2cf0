import { formatDuration } from '../../scenario/duration.js'
import type { Event } from '../../scenario/event.js'
import { answered } from './answered.js'
import { attempt, type Attempts, attemptsTable } from './attempts.js'
import { app, naiveCache, safeCache } from './caches.js'
import { Origin } from './origin.js'
import type { CacheStage } from './params.js'
import type { User } from './reads.js'

const KEY = '42'
const READS = 3
const STALE_FACTOR = 10

interface Outcome {
  attempts: Attempts
  loads: number
}

/** The database fails after the TTL of an entry has ended. */
export async function* databaseDown(stage: CacheStage): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: `The TTL of ${formatDuration(stage.params.ttl)} has just ended, and the database is down. ${READS} reads. The naive version has thrown the value away; its readers get the database's error.`,
  }
  const naive = await naiveOutcome(stage)
  yield attemptsTable('database-naive', 'the database is down', { naive })
  yield {
    type: 'verdict',
    id: 'down.database.naive',
    claim: 'the naive version passes the error on to every reader',
    holds: naive.attempts.errors.length === READS,
    detail: `${naive.attempts.errors.length} of ${READS}: ${naive.attempts.errors[0] ?? 'no error'}`,
  }

  yield {
    type: 'note',
    text: 'With staleMs the value is still there. Each read serves it and has it loaded anew; the load fails, gives its lease back (release.lua), and the next read tries again. Without a stale value, the reader would get the error, too: it is never stored.',
  }
  const safe = await safeOutcome(stage)
  yield attemptsTable('database', 'the database is down', { naive, safe })
  yield {
    type: 'verdict',
    id: 'down.database.safe',
    claim: 'a stale value is served on while the database fails',
    holds: safe.attempts.answers.length === READS && safe.loads === READS,
    detail: `${safe.attempts.answers.length} answers, ${safe.loads} failed loads`,
  }
}

async function naiveOutcome(stage: CacheStage): Promise<Outcome> {
  const origin = new Origin<User>({ clock: stage.clock, loadMs: stage.params.loadTime })
  const cache = naiveCache<User>(stage, await app(stage, 1), 'naive-down')
  await cache.set(KEY, { name: 'Ada' })
  await stage.clock.advance(stage.params.ttl)
  origin.failure = new Error('the database is down')
  const attempts = await attempt(READS, () => cache.get(KEY, () => origin.load({ key: KEY })))
  return { attempts, loads: origin.loads }
}

async function safeOutcome(stage: CacheStage): Promise<Outcome> {
  const origin = new Origin<User>({ clock: stage.clock, loadMs: stage.params.loadTime })
  const redis = await app(stage, 1)
  const staleMs = STALE_FACTOR * stage.params.ttl
  const cache = safeCache<User>(stage, redis, { name: 'down', id: 'app1', staleMs })
  await cache.set(KEY, { name: 'Ada' })
  await stage.clock.advance(stage.params.ttl)
  origin.failure = new Error('the database is down')
  const attempts = await attempt(READS, async () => {
    // Its read, and the release of the lease by the load in the background.
    const over = answered(redis, 2)
    const user = await cache.get(KEY, origin.load)
    await over
    return user
  })
  return { attempts, loads: cache.stats().failedLoads }
}
