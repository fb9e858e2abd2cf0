import { defineRaces } from '../../../race/define.js'
import type { LockUnderTest } from '../../../race/under-test/lock.js'
import { crash } from './crash.js'
import { getThenSet } from './get-then-set.js'
import { lateRelease } from './late-release.js'
import { lateWrite } from './late-write.js'
import { TTL_MS } from './shared.js'
import template from './template.ts.txt'

export default defineRaces<LockUnderTest>({
  pattern: 'lock',
  api: 'LockUnderTest',
  methods: ['acquire', 'release'],
  settings: { ttlMs: TTL_MS },
  template,
  races: [getThenSet, crash, lateRelease, lateWrite],
})
