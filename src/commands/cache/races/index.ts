import { defineRaces } from '../../../race/define.js'
import type { CacheUnderTest } from '../../../race/under-test/cache.js'
import { crash } from './crash.js'
import { TTL_MS } from './shared.js'
import { staleFill } from './stale-fill.js'
import { stampede } from './stampede.js'
import template from './template.ts.txt'
import { writeOrder } from './write-order.js'

export default defineRaces<CacheUnderTest>({
  pattern: 'cache',
  api: 'CacheUnderTest',
  methods: ['get', 'invalidate', 'set'],
  settings: { ttlMs: TTL_MS },
  template,
  races: [staleFill, writeOrder, stampede, crash],
})
