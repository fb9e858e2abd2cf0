import { defineRaces } from '../../../race/define.js'
import type { QueueUnderTest } from '../../../race/under-test/queue.js'
import { charge } from './charge.js'
import { claim } from './claim.js'
import { crash } from './crash.js'
import { forgotten } from './forgotten.js'
import { lateReturn } from './late-return.js'
import { repeatedAdd } from './repeated-add.js'
import { LEASE_MS } from './shared.js'
import template from './template.ts.txt'

export default defineRaces<QueueUnderTest>({
  pattern: 'queue',
  api: 'QueueUnderTest',
  methods: ['add', 'take', 'ack', 'giveBack'],
  settings: { leaseMs: LEASE_MS },
  template,
  races: [crash, forgotten, claim, lateReturn, charge, repeatedAdd],
})
