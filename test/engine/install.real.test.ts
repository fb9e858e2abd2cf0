import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openEngine } from '../../src/engine/index.js'
import { installServer } from '../../src/engine/install.js'
import { sha256, startMirror } from '../support/fake-source.js'

/**
 * Takes minutes, so it runs only when it is given a source archive of Redis, from the Redis project or from a
 * distribution: REDIS_SOURCE_ARCHIVE=redis-7.0.15.tar.gz npx vitest run test/engine/install.real.test.ts
 */
const source = process.env.REDIS_SOURCE_ARCHIVE

it.skipIf(source === undefined)(
  'builds a genuine Redis from its source, which then runs',
  async () => {
    const home = await mkdtemp(join(tmpdir(), 'redis-patterns-build-'))
    const archive = await readFile(source!)
    const version = /redis-([\d.]+)\//.exec(execFileSync('tar', ['-tzf', source!], { encoding: 'utf8' }))![1]!
    const mirror = await startMirror((_, response) => response.end(archive))
    await installServer({
      env: { ...process.env, XDG_CACHE_HOME: home },
      version,
      sha256: sha256(archive),
      mirror: mirror.url,
    })
    const engine = await openEngine({ engine: 'server', env: { XDG_CACHE_HOME: home } })
    expect(engine).toMatchObject({ kind: 'server', product: 'redis', version, lacks: [] })
    expect(await (await engine.connect('one')).ping()).toBe('PONG')
    await engine.close()
    mirror.close()
    await rm(home, { recursive: true })
  },
  30 * 60_000,
)
