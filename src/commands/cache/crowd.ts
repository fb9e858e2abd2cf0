import { entryKey, naiveCache, safeCache, type Server, unseen } from './caches.js'
import { later } from './later.js'
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
  // Not shown: thousands of commands, and which process comes first is not the same each time.
  const servers = await Promise.all(Array.from({ length: PROCESSES }, (_, at) => unseen(stage, at + 1)))
  const open = kind === 'naive' ? naiveReader : safeReader
  const readers = servers.map((server) => open(stage, server, origin))
  const start = stage.clock.now()
  const answers = Array.from({ length: callers }, (_, at) => later((readers[at % PROCESSES] as Reader).get()))
  // Replies come in the order of commands: after these, every caller knows that it has missed.
  await Promise.all(servers.map(({ redis }, at) => redis.get((readers[at] as Reader).key)))
  await origin.waiting(1)
  await origin.letGo()
  const lastMs = stage.clock.now() - start
  const found = await Promise.all(answers)
  return { callers, loads: origin.loads, answers: found.filter((user) => user !== null).length, lastMs }
}

function naiveReader(stage: CacheStage, server: Server, origin: Origin<User>): Reader {
  const cache = naiveCache<User>(stage, server, 'naive-crowd')
  return { get: () => cache.get(KEY, () => origin.load({ key: KEY })), key: cache.key(KEY) }
}

function safeReader(stage: CacheStage, server: Server, origin: Origin<User>): Reader {
  // On a slow machine the crowd takes longer than a lease usually lasts.
  const cache = safeCache<User>(stage, server, { name: 'crowd', leaseMs: 600_000 })
  return { get: () => cache.get(KEY, origin.load), key: entryKey(stage, 'crowd', KEY) }
}
