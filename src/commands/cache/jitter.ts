import type { Event } from '../../scenario/event.js'
import { entryKey, naiveCache, safeCache, type Server, app, unseen } from './caches.js'
import { expiriesChart, expiriesTable, sum } from './jitter-tables.js'
import type { CacheScenario, CacheStage } from './params.js'

const ENTRIES = 100
const TTL_MS = 12_000
/** So that the last six seconds have expiries in them. */
const JITTER = 0.5
const SECONDS = JITTER * (TTL_MS / 1000)

/** The first entries are written by a server whose commands are shown. */
const SHOWN = 3

/** Writes an entry, and says where it is. */
type Warm = (key: string) => Promise<string>

export const jitter: CacheScenario = {
  name: 'jitter',
  title: 'Jitter: not all at once',
  summary: 'A warm-up writes many entries at the same moment. When do they expire?',
  uses: [],
  next: [{ command: 'redis-patterns cache jitter --seed 2', why: 'other chances, much the same shape' }],
  run: playJitter,
}

async function* playJitter(stage: CacheStage): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: `${ENTRIES} entries are written together, with a TTL of ${TTL_MS / 1000} s; the first ${SHOWN} are shown. What was written together expires together, and the database gets all the loads in one second. Again and again, for they are written together then, too.`,
  }
  const naive = await expiries(stage, (server) => warmNaive(stage, server))
  yield expiriesTable('naive', { 'one TTL': naive })
  yield {
    type: 'verdict',
    id: 'jitter.naive',
    claim: 'with one TTL for all, all expire in the same second',
    holds: Math.max(...naive) === ENTRIES,
    detail: `${Math.max(...naive)} of ${ENTRIES} in one second`,
  }

  yield {
    type: 'note',
    text: `The library takes a part of each TTL off, by chance: look at the number behind the value. Here it is up to a half, to fit the picture; by default it is up to a tenth. It only ever takes off, so no value is served longer than the TTL.`,
  }
  const safe = await expiries(stage, (server) => warmSafe(stage, server))
  yield expiriesTable('jitter', { 'one TTL': naive, 'with jitter': safe })
  yield expiriesChart(naive, safe)
  yield {
    type: 'verdict',
    id: 'jitter.safe',
    claim: 'with jitter the expiries spread out, and none comes after the TTL',
    holds: sum(safe) === ENTRIES && Math.max(...safe) < ENTRIES / 2,
    detail: `${Math.max(...safe)} of ${ENTRIES} in the busiest second`,
  }
}

function warmNaive(stage: CacheStage, server: Server): Warm {
  const cache = naiveCache<number>(stage, server, 'naive-warm', TTL_MS)
  return async (key) => {
    await cache.set(key, 1)
    return cache.key(key)
  }
}

function warmSafe(stage: CacheStage, server: Server): Warm {
  // In the middle of a second, so that the milliseconds that a run takes by the server's clock do not count.
  const random = () => (stage.rng.int(1, SECONDS) - 0.5) / SECONDS
  const cache = safeCache<number>(stage, server, { name: 'warm', ttlMs: TTL_MS, jitter: JITTER, random })
  return async (key) => {
    await cache.set(key, 1)
    return entryKey(stage, 'warm', key)
  }
}

/** How many of the entries expire in each second from now on, by what the server says. */
async function expiries(stage: CacheStage, open: (server: Server) => Warm): Promise<number[]> {
  const observer = await unseen(stage, 1)
  const [shown, others] = [open(await app(stage, 1)), open(observer)]
  const keys = await Promise.all(
    Array.from({ length: ENTRIES }, (_, at) => (at < SHOWN ? shown : others)(`page-${at + 1}`)),
  )
  const ttls = await Promise.all(keys.map((key) => observer.redis.pttl(key)))
  const counts = Array.from({ length: TTL_MS / 1000 }, () => 0)
  for (const ttl of ttls) {
    const second = Math.ceil(ttl / 1000)
    counts[second - 1] = (counts[second - 1] ?? 0) + 1
  }
  return counts
}
