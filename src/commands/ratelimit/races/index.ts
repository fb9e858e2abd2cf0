import { defineRaces } from '../../../race/define.js'
import type { RateLimitUnderTest } from '../../../race/under-test/ratelimit.js'
import { boundary } from './boundary.js'
import { checkThenAdd } from './check-then-add.js'
import { crash } from './crash.js'
import { sameMember } from './same-member.js'
import { WINDOW_MS } from './shared.js'
import template from './template.ts.txt'

export default defineRaces<RateLimitUnderTest>({
  pattern: 'ratelimit',
  api: 'RateLimitUnderTest',
  methods: ['take'],
  settings: { windowMs: WINDOW_MS },
  template,
  races: [checkThenAdd, sameMember, crash, boundary],
})
