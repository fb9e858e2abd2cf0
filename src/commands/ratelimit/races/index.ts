import { defineRaces } from '../../../race/define.js'
import type { RateLimitUnderTest } from '../../../race/under-test/ratelimit.js'
import { border } from './border.js'
import { countThenAdd } from './count-then-add.js'
import { crash } from './crash.js'
import { sameMillisecond } from './same-millisecond.js'
import { WINDOW_MS } from './shared.js'
import template from './template.ts.txt'

export default defineRaces<RateLimitUnderTest>({
  pattern: 'ratelimit',
  api: 'RateLimitUnderTest',
  methods: ['take'],
  settings: { limit: 1, windowMs: WINDOW_MS },
  template,
  races: [countThenAdd, sameMillisecond, crash, border],
})
