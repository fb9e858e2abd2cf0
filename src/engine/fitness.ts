import { EngineChoiceError, EngineError } from './engine.js'
import type { Facts } from './probe.js'
import type { Target } from './target.js'

/** Why a server that answers cannot be used, if so. */
export function unfit({ info, cluster, ...identity }: Facts, { address, db }: Target): Error | undefined {
  if (info.redis_mode === 'sentinel') {
    return new EngineError(
      `${address} is a Sentinel, which keeps no data`,
      'give the URL of the server that it watches',
    )
  }
  if (info.loading === '1') {
    return new EngineError(`${address} is still loading its data`, 'wait a moment and run it again')
  }
  if (cluster && db > 0) {
    return new EngineChoiceError(
      `${address} is a cluster, which has only database 0`,
      'leave the database out',
    )
  }
  if (!cluster && info.role === 'slave' && info.slave_read_only !== '0') {
    return new EngineError(`${address} is a replica, which takes no writes`, 'give the URL of its master')
  }
  return tooOld(identity, address)
}

const OLDEST = { major: 6, minor: 2 }

/** The patterns use commands of Redis 6.2. Every Valkey has them; an unknown version gets the benefit of the doubt. */
export function tooOld(
  { product, version }: { product: string; version: string },
  name: string,
): EngineError | undefined {
  const [, major, minor] = /^(\d+)\.(\d+)\./.exec(version)?.map(Number) ?? []
  if (product !== 'redis' || major === undefined || minor === undefined) return undefined
  if (major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor)) return undefined
  return new EngineError(
    `${name} is Redis ${version}, and ${OLDEST.major}.${OLDEST.minor} or newer is needed`,
    'use a newer one, or build one with: redis-patterns engine install',
  )
}
