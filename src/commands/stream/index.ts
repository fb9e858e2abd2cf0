import { defineCommand } from '../../scenario/define.js'
import { basics } from './basics.js'
import { cluster } from './cluster.js'
import { beside } from './beside.js'
import { crash } from './crash.js'
import { group } from './group.js'
import { streamParams } from './params.js'
import { poison } from './poison.js'
import { replay } from './replay.js'
import { tail } from './tail.js'
import { trim } from './trim.js'

export default defineCommand({
  name: 'stream',
  summary: 'an event log that groups of workers share',
  reference: {
    structure: 'stream',
    useCase: 'event log, work shared by several workers, changes passed on to other services',
    reachFor: 'each event counts, readers come and go, and who reads later sees what was sent before',
    beware:
      '$ misses what comes between two reads; a dead worker keeps its entries; nothing is trimmed by itself',
  },
  params: streamParams,
  scenarios: [basics, tail, group, crash, poison, trim, replay, beside, cluster],
  highlights: ['tail', 'crash', 'beside'],
  examples: [
    { command: 'stream', why: 'every scenario, one after the other' },
    { command: 'stream crash --claim-idle 1m', why: 'a worker dies with orders in hand' },
    { command: 'stream group --consumers 6', why: 'more workers share the same orders' },
    { command: 'stream trim --maxlen 500', why: 'how long a stream gets, and what a slow reader misses' },
  ],
  next: [
    { command: 'redis-patterns stream tail --entries 50', why: 'more orders, more that $ misses' },
    { command: 'redis-patterns stream poison --max-deliveries 1', why: 'no second try for a poison order' },
  ],
})
