import { afterAll, beforeAll, describe } from 'vitest'
import type { Engine } from '../../src/engine/engine.js'
import { openEngine } from '../../src/engine/index.js'
import { redisServerPath } from './servers.js'

/** Runs the same tests on the embedded engine and, where this machine has one, on a genuine server. */
export function onEachEngine(tests: (engine: () => Engine) => void): void {
  onEngine('embedded', tests)
  onEngine('server', tests)
}

function onEngine(kind: 'embedded' | 'server', tests: (engine: () => Engine) => void): void {
  const missing = kind === 'server' && redisServerPath() === undefined
  const title = missing
    ? 'on a genuine server (skipped: no redis-server on the PATH)'
    : `on the ${kind} engine`
  describe.skipIf(missing)(title, () => {
    let engine: Engine
    beforeAll(async () => {
      engine = await openEngine({ engine: kind, env: process.env })
    })
    afterAll(() => engine.close())
    tests(() => engine)
  })
}
