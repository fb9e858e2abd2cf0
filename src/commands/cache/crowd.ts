import type { Connection } from '../../engine/engine.js'
import { entryKey, naiveCache, safeCache } from './caches.js'
import { Origin } from './origin.js'
import type { CacheStage } from './params.js'
import type { User } from './reads.js'

/** App servers that the callers are spread over. */
export const PROCESSES = 4

const KEY = '42'

/** What a crowd of callers cost. */
export interface Crowd {
  callers: number
  loads: number
  /** Who got the value. */
  answers: number
  /** When the last load had ended, from the first call on. */
  lastMs: number
}

interface Reader {
  get(): Promise<User | null>
  /** The entry in Redis. */
  key: string
}

/** All callers read one key, and all of them miss before the first load ends. */
export async function crowd(stage: CacheStage, kind: 'naive' | 'safe'): Promise<Crowd> {
  const { loadTime, pool, callers } = stage.params
  const origin = new Origin<User>({ clock: stage.clock, loadMs: loadTime, pool })
  origin.values.set(KEY, { name: 'Ada' })
  origin.hold()
  const connections = await openConnections(stage)
  const readers = connections.map((redis, at) =>
    kind === 'naive' ? naiveReader(stage, redis, origin) : safeReader(stage, redis, origin, `crowd${at + 1}`),
  )
  const start = stage.clock.now()
  const answers = Array.from({ length: callers }, (_, at) => (readers[at % PROCESSES] as Reader).get())
  // Replies come in the order of commands: after these, every caller knows that it has missed.
  await Promise.all(connections.map((redis, at) => redis.get((readers[at] as Reader).key)))
  await origin.waiting(1)
  await origin.letGo()
  const lastMs = stage.clock.now() - start
  const found = await Promise.all(answers)
  return { callers, loads: origin.loads, answers: found.filter((user) => user !== null).length, lastMs }
}

/** Not shown: thousands of commands, and which process comes first is not the same each time. */
function openConnections(stage: CacheStage): Promise<Connection[]> {
  return Promise.all(
    Array.from({ length: PROCESSES }, (_, at) => stage.actor(`crowd-${at + 1}`, { shown: 'nothing' })),
  )
}

function naiveReader(stage: CacheStage, redis: Connection, origin: Origin<User>): Reader {
  const cache = naiveCache<User>(stage, redis, 'naive-crowd')
  return { get: () => cache.get(KEY, () => origin.load({ key: KEY })), key: cache.key(KEY) }
}

function safeReader(stage: CacheStage, redis: Connection, origin: Origin<User>, id: string): Reader {
  const cache = safeCache<User>(stage, redis, { name: 'crowd', id })
  return { get: () => cache.get(KEY, origin.load), key: entryKey(stage, 'crowd', KEY) }
}
