import { EngineError } from './engine.js'

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
