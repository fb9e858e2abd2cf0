import book from '../../../src/commands/cache/races/index.js'
import { findEach, type Mutation } from '../../support/findings.js'
import { edit, split } from '../../support/mutant.js'

/** Faults put into the safe cache, and the race that must find each. */
const MUTATIONS: Mutation[] = [
  [
    'writes what it has loaded, lease or not',
    'stale-fill',
    { 'fill.lua': edit('if not holds_lease(head, ARGV[1]) then', 'if false then') },
  ],
  [
    'takes the lease of another for its own',
    'stale-fill',
    { 'fill.lua': edit('string.sub(head, 2) == token', 'true') },
  ],
  [
    'invalidates values only, and leaves the lease of a load',
    'stale-fill',
    {
      'invalidate.lua': edit(
        "redis.call('UNLINK', KEYS[1])",
        "first_load and 0 or redis.call('UNLINK', KEYS[1])",
      ),
    },
  ],
  [
    'asks for its lease in one command and writes in another',
    'stale-fill',
    {
      'fill.lua': split(async (redis, [entry = ''], [token, kind, payload, ttlMs = '']) => {
        if ((await redis.get(entry)) !== `l${token}`) return 'lost'
        await redis.set(entry, `${kind}${payload}`, 'PX', ttlMs)
        return 'stored'
      }),
    },
  ],
  [
    'forgets the newest version',
    'write-order',
    { 'put.lua': edit('remember(KEYS[2], version, ARGV[6])', '') },
  ],
  [
    'compares versions in one command and writes in another',
    'write-order',
    {
      'put.lua': split(
        async (redis, [entry = '', newest = ''], [kind, payload, ttlMs = '', , version = '']) => {
          if (Number(await redis.get(newest)) > Number(version)) return 0
          await redis.set(entry, `${kind}${payload}`, 'PX', ttlMs)
          await redis.set(newest, version, 'PX', ttlMs)
          return 1
        },
      ),
    },
  ],
  [
    'looks in one command and takes the lease in another',
    'stampede',
    {
      'acquire.lua': split(async (redis, [entry = ''], [token, leaseMs = '']) => {
        const found = await redis.get(entry)
        if (found?.startsWith('l')) return ['wait', await redis.pttl(entry), found].map(asReply)
        if (found !== null) return ['fresh', await redis.pttl(entry), found].map(asReply)
        await redis.set(entry, `l${token}`, 'PX', leaseMs)
        return ['lease'].map(asReply)
      }),
    },
  ],
  [
    'holds its lease for ever',
    'crash',
    { 'acquire.lua': edit("'l' .. token, 'PX', lease_ms", "'l' .. token") },
  ],
]

/** As scripts answer. */
function asReply(part: string | number) {
  return typeof part === 'string' ? Buffer.from(part) : part
}

findEach('a cache', book, MUTATIONS)
