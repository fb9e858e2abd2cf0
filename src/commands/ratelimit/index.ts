import { defineCommand } from '../../scenario/define.js'
import { algorithms } from './algorithms.js'
import { basics } from './basics.js'
import { boundary } from './boundary.js'
import { cluster } from './cluster.js'
import { clocks } from './clocks.js'
import { crash } from './crash.js'
import { hammered } from './hammered.js'
import { log } from './log.js'
import { ratelimitParams } from './params.js'
import { race } from './race.js'

export default defineCommand({
  name: 'ratelimit',
  summary: 'so many requests in a window',
  reference: {
    structure: 'sorted set, string',
    useCase: 'API throttling',
    reachFor: 'each user, address or key may do only so much in a time',
    beware:
      'count, then add lets everyone pass at once; a fixed window admits twice its limit around the border',
  },
  params: ratelimitParams,
  scenarios: [basics, boundary, race, hammered, clocks, crash, algorithms, cluster, log],
  highlights: ['boundary', 'race'],
  examples: [
    { command: 'ratelimit', why: 'every scenario, one after the other' },
    { command: 'ratelimit race --clients 2000', why: 'see a limit overrun, then not' },
    { command: 'ratelimit algorithms --pattern steady', why: 'five algorithms on the same requests' },
    { command: 'ratelimit --log access.log --limit 60', why: 'whom your limit would have hit' },
  ],
  next: [
    { command: 'redis-patterns ratelimit algorithms --burst 100', why: 'the same requests, five algorithms' },
    { command: 'redis-patterns ratelimit --log access.log', why: 'whom a limit would have hit' },
  ],
})
