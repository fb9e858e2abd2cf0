import { defineCommand } from '../../scenario/define.js'
import { basics } from './basics.js'
import { cluster } from './cluster.js'
import { crash } from './crash.js'
import { logout } from './logout.js'
import { sessionParams } from './params.js'
import { revive } from './revive.js'
import { rotation } from './rotation.js'
import { servers } from './servers.js'
import { updates } from './updates.js'

export default defineCommand({
  name: 'session',
  summary: 'sign-ins that all servers share',
  reference: {
    structure: 'hash',
    useCase: 'sign-in state shared by servers, 24 h expiry',
    reachFor: 'several servers answer one browser, or users must be logged out at once',
    beware:
      'HSET, then EXPIRE lives for ever after a crash; a late save revives a session; an old id stays valid',
  },
  params: sessionParams,
  scenarios: [basics, servers, crash, updates, revive, rotation, logout, cluster],
  highlights: ['revive', 'rotation'],
  examples: [
    { command: 'session', why: 'every scenario, one after the other' },
    { command: 'session updates --clients 20', why: 'see fields get lost, then not' },
    { command: 'session basics --ttl 24h', why: 'sessions that live for a day' },
    { command: 'session --json | jq .', why: 'the same run as data, one event a line' },
  ],
  next: [
    { command: 'redis-patterns session updates --clients 50', why: 'more requests, more lost fields' },
    { command: 'redis-patterns session revive --sessions 500', why: 'late saves, ten times as many' },
  ],
})
