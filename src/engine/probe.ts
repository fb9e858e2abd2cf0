import type { Redis } from 'ioredis'
import type { Capability } from './engine.js'

/** What a server says of itself. */
export interface Facts {
  product: string
  version: string
  cluster: boolean
  lacks: Capability[]
  info: Info
}

/** The fields of INFO. */
export type Info = Readonly<Record<string, string>>

/** A question for each ability that changes nothing on any server. The key is never written. */
const KEY = 'redis-patterns:probe'
const QUESTIONS = {
  memory: ['MEMORY', 'USAGE', KEY],
  object: ['OBJECT', 'ENCODING', KEY],
  wait: ['WAIT', '0', '0'],
  tracking: ['CLIENT', 'TRACKING', 'OFF'],
} satisfies Partial<Record<Capability, string[]>>

/** Asks everything in one round trip. */
export async function ask(redis: Redis): Promise<Facts> {
  const questions = Object.entries(QUESTIONS) as [Capability, string[]][]
  const batch = redis.pipeline()
  batch.call('INFO')
  for (const [, [command, ...args]] of questions) batch.call(command!, ...args)
  const [first, ...answers] = (await batch.exec()) as [Error | null, unknown][]
  const info = readInfo(first!)
  const lacks = questions.map(([ability]) => ability).filter((_, index) => refused(answers[index]?.[0]))
  return { ...identity(info), lacks, info }
}

/** Some users may not ask for INFO: then little is known, and that is no error. Any other error is one. */
function readInfo([error, text]: [Error | null, unknown]): Info {
  if (refused(error)) return {}
  if (error !== null) throw error
  const lines = String(text).matchAll(/^(\w+):(.*?)\r?$/gm)
  const info = Object.fromEntries([...lines].map(([, field, value]) => [field!, value!]))
  if (info.redis_version === undefined) throw new Error('Protocol error: an INFO without a version')
  return info
}

function identity(info: Info): Pick<Facts, 'product' | 'version' | 'cluster'> {
  const valkey = info.valkey_version
  return {
    product: valkey === undefined ? 'redis' : 'valkey',
    version: valkey ?? info.redis_version ?? 'unknown',
    cluster: info.cluster_enabled === '1',
  }
}

/** Any other complaint, such as "no such key" or MOVED, shows that the command is known and allowed. */
function refused(error: Error | null | undefined): boolean {
  return /^ERR unknown|^NOPERM/i.test(error?.message ?? '')
}
