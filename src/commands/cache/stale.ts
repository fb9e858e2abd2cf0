import { formatDuration } from '../../scenario/duration.js'
import type { Event } from '../../scenario/event.js'
import { counted } from '../../scenario/text.js'
import { entryKey } from './caches.js'
import type { CacheScenario, CacheStage } from './params.js'
import { nameOf } from './reads.js'
import {
  AFTER,
  BEFORE,
  cachedLongAgo,
  naiveReaders,
  READERS,
  type Readers,
  safeReaders,
} from './stale-readers.js'
import { readersTable, waitingChart } from './stale-tables.js'

export const stale: CacheScenario = {
  name: 'stale',
  title: 'Stale while revalidate: nobody waits',
  summary:
    'After its TTL a value is served on for a while. One caller has it loaded anew, and nobody waits for that.',
  uses: ['ttl', 'loadTime'],
  next: [
    {
      command: 'redis-patterns cache stale --load-time 2s',
      why: 'a slower database, and still nobody waits',
    },
  ],
  run: playStale,
}

async function* playStale(stage: CacheStage): AsyncGenerator<Event, void, void> {
  const { loadTime, ttl } = stage.params
  yield {
    type: 'note',
    text: `${BEFORE.name} was cached ${formatDuration(ttl)} ago: the TTL has just ended. The database has ${AFTER.name} by now. With the naive version the next ${READERS.length} readers find nothing, and each waits ${formatDuration(loadTime)}.`,
  }
  const naive = await naiveReaders(stage)
  yield readersTable('naive', 'at the end of the TTL', { naive })
  yield {
    type: 'verdict',
    id: 'stale.naive',
    claim: 'the naive version makes every reader wait',
    holds: naive.reads.every(({ waitedMs }) => waitedMs === loadTime),
    detail: `${naive.reads.length} readers, ${counted(naive.loads, 'load')}`,
  }
  yield* safePart(stage, naive)
}

async function* safePart(stage: CacheStage, naive: Readers): AsyncGenerator<Event, void, void> {
  const { loadTime } = stage.params
  yield {
    type: 'note',
    text: 'With staleMs the key lives on after the value has ceased to be fresh. Until when it is fresh stands in front of the value (13 digits), and behind that there is room for a lease, which nobody has now.',
  }
  const caches = await cachedLongAgo(stage)
  yield await stage.state('the key, at the end of the TTL', [entryKey(stage, 'stale', '42')])

  yield {
    type: 'note',
    text: `acquire.lua gives the lease to the first reader: "refresh". All others are told "stale". Everyone gets ${BEFORE.name} at once, and one load goes on in the background.`,
  }
  const safe = await safeReaders(stage, caches)
  yield {
    type: 'verdict',
    id: 'stale.safe',
    claim: 'nobody waits, and one caller refreshes',
    holds: safe.loads === 1 && [...safe.reads, safe.later].every(({ waitedMs }) => waitedMs === 0),
    detail: `${safe.reads.length} readers, ${counted(safe.loads, 'load')}`,
  }

  yield {
    type: 'note',
    text: `Side by side. The price: for ${formatDuration(loadTime)} readers get a value that is out of date, and are not told. If nobody reads for a long time, the next one gets a value as old as TTL and staleMs together. Without staleMs the library serves none.`,
  }
  yield readersTable('stale', 'naive beside safe', { naive, safe })
  yield waitingChart(loadTime, naive, safe)
  yield {
    type: 'verdict',
    id: 'stale.later',
    claim: 'when the load has ended, readers get the new value',
    holds: nameOf(safe.later.found) === AFTER.name,
    detail: `${nameOf(safe.later.found)}, from the ${safe.later.from}`,
  }
}
