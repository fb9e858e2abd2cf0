import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Engine, EngineChoiceError, EngineError } from '../../src/engine/engine.js'
import { openEngine } from '../../src/engine/index.js'
import { freePort } from '../support/ports.js'
import { type RealServer, redisServerPath, startRealServer } from '../support/servers.js'

const genuine = redisServerPath()

describe.skipIf(genuine === undefined)('openEngine', () => {
  let server: RealServer
  let box: string
  let env: { PATH: string; XDG_CACHE_HOME: string; REDIS_URL?: string }
  beforeAll(async () => {
    server = await startRealServer()
  })
  beforeEach(async () => {
    box = await mkdtemp(join(tmpdir(), 'redis-patterns-choice-'))
    env = { PATH: join(box, 'bin'), XDG_CACHE_HOME: join(box, 'cache') }
    return () => rm(box, { recursive: true })
  })
  afterAll(() => server.close())

  const onPath = (name: string) => join(box, 'bin', name)
  const installed = (version: string) =>
    join(box, 'cache/redis-patterns/servers', `redis-${version}`, 'redis-server')
  const opened = async (
    choice: Partial<Parameters<typeof openEngine>[0]>,
    look: (engine: Engine) => void,
  ) => {
    const engine = await openEngine({ engine: 'auto', env, ...choice })
    await engine.close()
    look(engine)
  }

  it('takes the URL of the flag before that of the environment', async () => {
    env.REDIS_URL = `redis://127.0.0.1:${await freePort()}`
    await opened({ url: server.url }, (engine) =>
      expect(engine).toMatchObject({ kind: 'external', owned: false }),
    )
  })

  it('takes REDIS_URL before a server on the PATH', async () => {
    await put(onPath('redis-server'), genuine!)
    env.REDIS_URL = server.url
    await opened({}, (engine) => expect(engine).toMatchObject({ kind: 'external', address: server.url }))
  })

  it('does not run on something else when the URL leads nowhere', async () => {
    env.REDIS_URL = `redis://127.0.0.1:${await freePort()}`
    await expect(openEngine({ engine: 'auto', env })).rejects.toThrow(EngineError)
  })

  it('takes an empty REDIS_URL for none, and refuses one that cannot be read', async () => {
    env.REDIS_URL = ''
    await opened({}, (engine) => expect(engine.kind).toBe('embedded'))
    env.REDIS_URL = 'ftp://somewhere'
    await expect(openEngine({ engine: 'auto', env })).rejects.toThrow(EngineChoiceError)
  })

  it.each(['redis-server', 'valkey-server'])('starts a %s that is on the PATH', async (name) => {
    await put(onPath(name), genuine!)
    await opened({}, (engine) => {
      expect(engine).toMatchObject({
        kind: 'server',
        product: 'redis',
        owned: true,
        cluster: false,
        lacks: [],
      })
      expect(engine.address).toMatch(/^redis:\/\/127\.0\.0\.1:\d+$/)
      expect(engine.warning).toBeUndefined()
    })
  })

  it('starts the newest server that was installed when the PATH has none', async () => {
    await put(installed('8.10.0'), genuine!)
    await broken(installed('8.9.0'), 'this one is old')
    await opened({}, (engine) => expect(engine).toMatchObject({ kind: 'server' }))
  })

  it('runs in process when there is nothing else', async () => {
    await opened({}, (engine) => {
      expect(engine).toMatchObject({ kind: 'embedded', product: 'js-redis-server', owned: true })
      expect(engine.lacks).toEqual(['memory', 'object', 'wait', 'tracking', 'large-zsets'])
    })
  })

  it('passes over a server that does not start, and says so', async () => {
    await broken(onPath('redis-server'), 'libssl.so.9: cannot open shared object file')
    await opened({}, (engine) => {
      expect(engine.kind).toBe('embedded')
      expect(engine.warning).toBe(
        `${onPath('redis-server')} does not start: libssl.so.9: cannot open shared object file`,
      )
    })
  })

  it('passes over to the installed server first', async () => {
    await broken(onPath('redis-server'), 'no')
    await put(installed('8.0.0'), genuine!)
    await opened({ engine: 'server' }, (engine) => expect(engine.kind).toBe('server'))
  })

  it('starts a server from a folder with spaces and quotes in its name', async () => {
    await put(join(box, 'it\'s "here" $HOME', 'redis-server'), genuine!)
    env.PATH = join(box, 'it\'s "here" $HOME')
    await opened({ engine: 'server' }, (engine) => expect(engine.kind).toBe('server'))
  })

  it('fails when a server is asked for and does not start', async () => {
    await broken(onPath('redis-server'), 'Exec format error')
    const refusal = openEngine({ engine: 'server', env })
    await expect(refusal).rejects.toThrow(/redis-server does not start: Exec format error$/)
  })

  it('says how to get a server when one is asked for and there is none', async () => {
    const error = await openEngine({ engine: 'server', env }).catch((reason: EngineError) => reason)
    expect(error).toMatchObject({ name: 'EngineError', hint: expect.stringContaining('engine install') })
  })

  it('lets --engine win over the environment', async () => {
    env.REDIS_URL = server.url
    await put(onPath('redis-server'), genuine!)
    await opened({ engine: 'embedded' }, (engine) => expect(engine.kind).toBe('embedded'))
    await opened({ engine: 'server' }, (engine) => expect(engine.kind).toBe('server'))
  })

  it('refuses --url together with a forced engine', async () => {
    for (const engine of ['server', 'embedded'] as const) {
      await expect(openEngine({ engine, url: server.url, env })).rejects.toThrow(EngineChoiceError)
    }
  })
})

async function put(path: string, program: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await symlink(program, path)
}

async function broken(path: string, complaint: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, `#!/bin/sh\necho "${complaint}" >&2\nexit 1\n`)
  await chmod(path, 0o755)
}
