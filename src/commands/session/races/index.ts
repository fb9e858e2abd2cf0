import { defineRaces } from '../../../race/define.js'
import type { SessionUnderTest } from '../../../race/under-test/session.js'
import { crash } from './crash.js'
import { logout } from './logout.js'
import { lostUpdate } from './lost-update.js'
import { revive } from './revive.js'
import { TTL_MS } from './shared.js'
import template from './template.ts.txt'

export default defineRaces<SessionUnderTest>({
  pattern: 'session',
  api: 'SessionUnderTest',
  methods: ['create', 'get', 'update', 'destroyAll'],
  settings: { ttlMs: TTL_MS },
  template,
  races: [crash, lostUpdate, revive, logout],
})
