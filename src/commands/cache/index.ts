import { defineCommand } from '../../scenario/define.js'
import { basics } from './basics.js'
import { cluster } from './cluster.js'
import { down } from './down.js'
import { invalidate } from './invalidate.js'
import { jitter } from './jitter.js'
import { negative } from './negative.js'
import { cacheParams } from './params.js'
import { stale } from './stale.js'
import { staleFill } from './stale-fill.js'
import { stampede } from './stampede.js'
import { tags } from './tags.js'
import { write } from './write.js'

export default defineCommand({
  name: 'cache',
  summary: 'values of a slower database, kept in Redis',
  reference: {
    structure: 'string with a TTL',
    useCase: 'user profiles, product pages, answers of a service',
    reachFor: 'the same values are read often, and reading them is slow or dear',
    beware: 'everyone misses at once; a slow load undoes an invalidation; KEYS stops the server',
  },
  params: cacheParams,
  scenarios: [basics, invalidate, staleFill, write, stampede, stale, negative, down, tags, jitter, cluster],
  highlights: ['stampede', 'stale-fill'],
  examples: [
    { command: 'cache', why: 'every scenario, one after the other' },
    { command: 'cache stampede --callers 5000', why: 'everyone misses at once, and one loads' },
    { command: 'cache stale-fill --rounds 200', why: 'see invalidations get undone, then not' },
    { command: 'cache --json | jq .', why: 'the same run as data, one event a line' },
  ],
  next: [
    { command: 'redis-patterns cache stampede --callers 5000', why: 'a bigger crowd, the same one load' },
    { command: 'redis-patterns cache stale --load-time 2s', why: 'a slower database, and nobody waits' },
  ],
})
