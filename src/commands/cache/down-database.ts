import { formatDuration } from '../../scenario/duration.js'
import type { Event } from '../../scenario/event.js'
import { answered } from './answered.js'
import { attempt, attemptsTable, type Outcome } from './attempts.js'
import { app, naiveCache, safeCache } from './caches.js'
import { Origin } from './origin.js'
import type { CacheStage } from './params.js'
import type { User } from './reads.js'

const KEY = '42'
const READS = 2
const STALE_FACTOR = 10

/** The database fails after the TTL of an entry has ended. */
export async function* databaseDown(stage: CacheStage): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: `A naive and a safe cache hold Ada. Their TTL of ${formatDuration(stage.params.ttl)} has just ended, and the database is down. ${READS} reads of each. The naive version has nothing left; its readers get the database's error.`,
  }
  const readers = await cachedLongAgo(stage)
  const naive = await readers.naive()
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
    text: 'With staleMs the value is still there. Each read serves it and tries to load it anew. The load fails and gives its lease back (release.lua), so the next read tries again. Without a stale value the reader gets the error, too. An error is never stored.',
  }
  const safe = await readers.safe()
  yield attemptsTable('database', 'the database is down', { naive, safe })
  yield {
    type: 'verdict',
    id: 'down.database.safe',
    claim: 'a stale value is served on while the database fails',
    holds: safe.attempts.answers.length === READS && safe.loads === READS,
    detail: `${safe.attempts.answers.length} answers, ${safe.loads} failed loads`,
  }
}

/** Reads of both versions. */
interface Readers {
  naive(): Promise<Outcome>
  safe(): Promise<Outcome>
}

async function cachedLongAgo(stage: CacheStage): Promise<Readers> {
  const server = await app(stage, 1)
  const origin = new Origin<User>({ clock: stage.clock, loadMs: stage.params.loadTime })
  const naive = naiveCache<User>(stage, server, 'naive-down')
  const safe = safeCache<User>(stage, server, { name: 'down', staleMs: STALE_FACTOR * stage.params.ttl })
  await naive.set(KEY, { name: 'Ada' })
  await safe.set(KEY, { name: 'Ada' })
  await stage.clock.advance(stage.params.ttl)
  origin.failure = new Error('the database is down')
  return {
    async naive() {
      const attempts = await attempt(READS, () => naive.get(KEY, () => origin.load({ key: KEY })))
      return { attempts, loads: origin.loads }
    },
    async safe() {
      const attempts = await attempt(READS, async () => {
        // The read itself, and the lease given back in the background.
        const over = answered(server.redis, 2)
        const user = await safe.get(KEY, origin.load)
        await over
        return user
      })
      return { attempts, loads: safe.stats().failedLoads }
    },
  }
}
