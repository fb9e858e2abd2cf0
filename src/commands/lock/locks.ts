import type { Connection } from '../../engine/engine.js'
import { Lock, type LockOptions } from '../../patterns/lock/index.js'
import { NaiveLock } from '../../patterns/lock/naive.js'
import type { LockStage } from './params.js'

/** Who opens which lock. */
interface Asked {
  actor: string
  /** Another one in every scenario, and for both versions. */
  name: string
}

export async function naiveLock(stage: LockStage, { actor, name }: Asked): Promise<NaiveLock> {
  return new NaiveLock(await stage.actor(actor), {
    prefix: stage.namespace,
    name,
    ttlSeconds: stage.params.ttl / 1000,
  })
}

export async function safeLock(
  stage: LockStage,
  { actor, name }: Asked,
  options: Partial<LockOptions> = {},
): Promise<Lock> {
  const connection = await stage.actor(actor)
  const lock = new Lock(connection, {
    prefix: stage.namespace,
    name,
    ttlMs: stage.params.ttl,
    ids: readableIds(actor, connection),
    now: stage.clock.now,
    ...options,
  })
  return stage.use(lock)
}

const named = new WeakSet<Connection>()

/** Tokens that a person can read, as `app-1:2`: the first id on a connection names its process, the others its leases. */
function readableIds(actor: string, connection: Connection): () => string {
  let drawn = 0
  return () => {
    if (named.has(connection)) return String(++drawn)
    named.add(connection)
    return actor
  }
}
