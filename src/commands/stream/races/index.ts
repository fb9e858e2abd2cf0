import { defineRaces } from '../../../race/define.js'
import type { StreamUnderTest } from '../../../race/under-test/stream.js'
import { ackedFirst } from './acked-first.js'
import { betweenReads } from './between-reads.js'
import { claim } from './claim.js'
import { deadWorker } from './dead-worker.js'
import { IDLE_MS } from './shared.js'
import template from './template.ts.txt'

export default defineRaces<StreamUnderTest>({
  pattern: 'stream',
  api: 'StreamUnderTest',
  methods: ['append', 'read', 'createGroup', 'work'],
  settings: { idleMs: IDLE_MS },
  template,
  races: [betweenReads, deadWorker, ackedFirst, claim],
})
