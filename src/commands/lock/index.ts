import { defineCommand } from '../../scenario/define.js'
import { basics } from './basics.js'
import { cluster } from './cluster.js'
import { crash } from './crash.js'
import { owner } from './owner.js'
import { lockParams } from './params.js'
import { paused } from './paused.js'
import { redlock } from './redlock.js'
import { waiting } from './waiting.js'

export default defineCommand({
  name: 'lock',
  summary: 'only one at a time, even when a holder dies',
  reference: {
    structure: 'string with NX and an expiry',
    useCase: 'one worker rebuilds a report, one server runs the nightly job',
    reachFor: 'work must not be done twice at once, and the database cannot see to it',
    beware:
      'a lease can end while its holder works: only a fencing number, checked at the resource, guards data',
  },
  params: lockParams,
  scenarios: [basics, crash, owner, paused, waiting, redlock, cluster],
  highlights: ['crash', 'paused'],
  examples: [
    { command: 'lock', why: 'every scenario, one after the other' },
    { command: 'lock paused --late 1m', why: 'two holders at once, and what stops the late one' },
    { command: 'lock waiting --waiters 100', why: 'a queue in place of a hot loop' },
    { command: 'lock redlock --servers 7', why: 'a majority of independent servers' },
  ],
  next: [
    {
      command: 'redis-patterns lock waiting --waiters 200',
      why: 'a longer queue',
    },
    { command: 'redis-patterns lock paused --late 1m', why: 'a longer pause' },
  ],
})
