import { defineRaces } from '../../../race/define.js'
import type { PubsubUnderTest } from '../../../race/under-test/pubsub.js'
import { cutOff } from './cut-off.js'
import { earlyRead } from './early-read.js'
import { outOfOrder } from './out-of-order.js'
import { slowHandler } from './slow-handler.js'
import { staleCopy } from './stale-copy.js'
import template from './template.ts.txt'

export default defineRaces<PubsubUnderTest>({
  pattern: 'pubsub',
  api: 'PubsubUnderTest',
  methods: ['publish', 'subscribe'],
  settings: {},
  template,
  races: [cutOff, staleCopy, earlyRead, outOfOrder, slowHandler],
})
