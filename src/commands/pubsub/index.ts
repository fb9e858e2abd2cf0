import { defineCommand } from '../../scenario/define.js'
import { cluster } from './cluster.js'
import { drop } from './drop.js'
import { fanout } from './fanout.js'
import { invalidation } from './invalidation.js'
import { kinds } from './kinds.js'
import { nobody } from './nobody.js'
import { pubsubParams } from './params.js'
import { sockets } from './sockets.js'

export default defineCommand({
  name: 'pubsub',
  summary: 'messages to everybody who listens',
  reference: {
    structure: 'channels',
    useCase: 'web sockets on many servers, cache invalidation, notifications',
    reachFor: 'everybody who listens should hear it at once, and who is away may miss it',
    beware:
      'nothing is kept: who is away misses messages and does not notice; a listening connection does nothing else',
  },
  params: pubsubParams,
  scenarios: [fanout, nobody, drop, kinds, sockets, invalidation, cluster],
  highlights: ['drop', 'sockets'],
  examples: [
    { command: 'pubsub', why: 'every scenario, one after the other' },
    { command: 'pubsub drop --messages 20 --missed 10', why: 'lost, then noticed, then caught up' },
    { command: 'pubsub sockets --sockets 100', why: 'one room over two servers' },
    { command: 'pubsub fanout --servers 10', why: 'one PUBLISH, ten servers' },
  ],
  next: [
    { command: 'redis-patterns pubsub drop --messages 20 --missed 10', why: 'a longer break' },
    { command: 'redis-patterns pubsub sockets --sockets 100', why: 'more sockets, the same commands' },
  ],
})
