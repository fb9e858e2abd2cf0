import type { RedisLike } from '../../../src/patterns/_kit/redis-like.js'
import { Lock } from '../../../src/patterns/lock/index.js'
import { NaiveLock } from '../../../src/patterns/lock/naive.js'

/** The two locks behind one face, so that one test can drive both. */
export interface Subject {
  readonly key: string
  /** Takes the lock, waiting for it if need be. Resolves to its release. */
  take(): Promise<() => Promise<unknown>>
  close(): Promise<void>
}

export type Kind = 'naive' | 'safe'

export function subject(kind: Kind, redis: RedisLike, name: string, ttlMs = 60_000): Subject {
  return kind === 'naive' ? naive(redis, name, ttlMs) : safe(redis, name, ttlMs)
}

function naive(redis: RedisLike, name: string, ttlMs: number): Subject {
  const lock = new NaiveLock(redis, { name, ttlSeconds: Math.ceil(ttlMs / 1_000) })
  return {
    key: lock.key,
    async take() {
      await lock.acquire()
      return () => lock.release()
    },
    close: async () => {},
  }
}

function safe(redis: RedisLike, name: string, ttlMs: number): Subject {
  const lock = new Lock(redis, { name, ttlMs })
  return {
    key: lock.key,
    async take() {
      const lease = await lock.acquire()
      return () => lease.release()
    },
    close: () => lock.close(),
  }
}
