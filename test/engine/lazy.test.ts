import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { EngineChoice } from '../../src/engine/engine.js'
import { freePort } from '../support/ports.js'
import { redisServerPath } from '../support/servers.js'

const { loaded, noting } = vi.hoisted(() => {
  const loaded = new Set<string>()
  const noting = (name: string) => (original: () => Promise<object>) => {
    loaded.add(name)
    return original()
  }
  return { loaded, noting }
})
vi.mock('../../src/engine/external.js', noting('external'))
vi.mock('../../src/engine/redis-memory-server.js', noting('redis-memory-server'))
vi.mock('../../src/engine/embedded/index.js', noting('embedded'))

describe('openEngine', () => {
  beforeEach(() => {
    vi.resetModules()
    loaded.clear()
  })

  it('loads nothing before an engine is chosen, or when none can be', async () => {
    expect(await load({ engine: 'server', env: {} })).toEqual([])
  })

  it('loads the in-process server alone', async () => {
    expect(await load({ engine: 'embedded', env: {} })).toEqual(['embedded'])
  })

  it.skipIf(redisServerPath() === undefined)('loads what starts a server alone', async () => {
    expect(await load({ engine: 'server', env: process.env })).toEqual(['redis-memory-server'])
  })

  it('loads neither server for a URL', async () => {
    const url = `redis://127.0.0.1:${await freePort()}`
    expect(await load({ engine: 'auto', url, env: process.env })).toEqual(['external'])
  })
})

async function load(choice: EngineChoice): Promise<string[]> {
  const { openEngine } = await import('../../src/engine/index.js')
  const engine = await openEngine(choice).catch(() => undefined)
  await engine?.close()
  return [...loaded]
}
