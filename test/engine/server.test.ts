import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openEngine } from '../../src/engine/index.js'
import { freePort } from '../../src/engine/free-port.js'
import { eventually } from '../support/eventually.js'
import { someProcessMentions } from '../support/processes.js'
import { redisServerPath } from '../support/servers.js'

vi.mock(import('../../src/engine/free-port.js'), async (original) => ({
  freePort: vi.fn<() => Promise<number>>((await original()).freePort),
}))

describe('a server program', () => {
  let box: string
  let env: { PATH: string; XDG_CACHE_HOME: string }
  beforeEach(async () => {
    box = await mkdtemp(join(tmpdir(), 'redis-patterns-server-'))
    env = { PATH: `${box}:${process.env.PATH}`, XDG_CACHE_HOME: box }
  })
  afterEach(async () => {
    vi.useRealTimers()
    await rm(box, { recursive: true })
  })

  it.skipIf(redisServerPath() === undefined)(
    'tries another port when somebody else was quicker',
    async () => {
      const rival = await listening()
      vi.mocked(freePort).mockResolvedValueOnce(portOf(rival))
      const engine = await openEngine({ engine: 'server', env })
      expect(engine.kind).toBe('server')
      expect(engine.address).not.toContain(`:${portOf(rival)}`)
      await engine.close()
      rival.close()
    },
  )

  it('is passed over when it is too old', async () => {
    await symlink(resolve('test/engine/fixtures/old-server.mjs'), join(box, 'redis-server'))
    const engine = await openEngine({ engine: 'auto', env })
    expect(engine.kind).toBe('embedded')
    expect(engine.warning).toBe(`${join(box, 'redis-server')} is Redis 6.0.16, and 6.2 or newer is needed`)
    await engine.close()
    await eventually('it has gone', () => !someProcessMentions(box))
  })

  it('is given up and ended when it never gets ready', async () => {
    await writeFile(join(box, 'redis-server'), '#!/bin/sh\necho "loading for ever"\nexec sleep 1000\n')
    await chmod(join(box, 'redis-server'), 0o755)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const refusal = openEngine({ engine: 'server', env }).catch((reason: unknown) => reason)
    await vi.waitUntil(() => someProcessMentions(box))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await refusal).toMatchObject({
      message: expect.stringMatching(/does not start: loading for ever$/),
    })
    expect(someProcessMentions(box)).toBe(false)
  })
})

async function listening(): Promise<Server> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

function portOf(server: Server): number {
  return (server.address() as { port: number }).port
}
