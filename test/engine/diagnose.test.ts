import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { diagnose } from '../../src/engine/diagnose.js'
import type { Diagnosis } from '../../src/engine/diagnose.js'
import { freePort } from '../support/ports.js'
import { redisServerPath, startRealServer } from '../support/servers.js'

const brief = ({ sources }: Diagnosis) =>
  sources.map(({ source, found, used, why }) => `${used ? '*' : found ? '+' : '-'} ${source}: ${why}`)

describe('diagnose', () => {
  let box: string
  let env: Record<string, string>
  beforeEach(async () => {
    box = await mkdtemp(join(tmpdir(), 'redis-patterns-doctor-'))
    env = { PATH: box, XDG_CACHE_HOME: join(box, 'cache') }
    return () => rm(box, { recursive: true })
  })
  const server = () => join(box, 'redis-server')

  it('explains the in-process engine, what it lacks and how to get a genuine one', async () => {
    const diagnosis = await diagnose({ engine: 'auto', env })
    expect(brief(diagnosis)).toEqual([
      '- url: neither --url nor REDIS_URL is given',
      '- path: there is no redis-server or valkey-server on the PATH',
      '- installed: engine install has not built one',
      '* embedded: nothing else is there',
    ])
    expect(diagnosis.engine).toMatchObject({ kind: 'embedded', product: 'js-redis-server', owned: true })
    expect(diagnosis.engine!.bootMs).toBeGreaterThan(0)
    expect(diagnosis.engine!.lacks.map(({ capability }) => capability)).toContain('wait')
    for (const { words } of diagnosis.engine!.lacks) expect(words).not.toBe('')
    expect(diagnosis.advice).toEqual([expect.stringContaining('engine install')])
    expect(diagnosis.problem).toBeUndefined()
  })

  it.skipIf(redisServerPath() === undefined)('explains the server on the PATH', async () => {
    await symlink(redisServerPath()!, server())
    const diagnosis = await diagnose({ engine: 'auto', env })
    expect(brief(diagnosis)).toEqual([
      '- url: neither --url nor REDIS_URL is given',
      '* path: no URL is given',
      '- installed: engine install has not built one',
      '+ embedded: the server on the PATH comes first',
    ])
    const { where, version } = diagnosis.sources[1]!
    expect(where).toBe(server())
    expect(version).toBe(`${diagnosis.engine!.product} ${diagnosis.engine!.version}`)
    expect(diagnosis.advice).toEqual([])
  })

  it.skipIf(redisServerPath() === undefined)('explains a URL, without its password', async () => {
    const redis = await startRealServer()
    env.REDIS_URL = redis.url.replace('//', '//:s3cret@')
    const diagnosis = await diagnose({ engine: 'auto', env })
    expect(brief(diagnosis)[0]).toBe('* url: a URL comes before everything else')
    expect(brief(diagnosis)[3]).toBe('+ embedded: the URL comes first')
    expect(diagnosis.engine).toMatchObject({
      kind: 'external',
      address: redis.url,
      owned: false,
      cluster: false,
    })
    expect(JSON.stringify(diagnosis)).not.toContain('s3cret')
    await redis.close()
  })

  it('reports a URL that leads nowhere as the problem, and tries nothing else', async () => {
    const url = `redis://127.0.0.1:${await freePort()}`
    const diagnosis = await diagnose({ engine: 'auto', url, env })
    expect(brief(diagnosis)[0]).toBe(`+ url: nothing listens at ${url}`)
    expect(brief(diagnosis)[3]).toBe('+ embedded: the URL comes first')
    expect(diagnosis.problem).toMatchObject({
      message: `nothing listens at ${url}`,
      hint: expect.any(String),
    })
    expect(diagnosis.engine).toBeUndefined()
  })

  it('reports a server that does not start, and what is used instead', async () => {
    await writeFile(server(), '#!/bin/sh\necho "no such library" >&2; exit 1\n')
    await chmod(server(), 0o755)
    const diagnosis = await diagnose({ engine: 'auto', env })
    expect(brief(diagnosis)[1]).toBe(`+ path: ${server()} does not start: no such library`)
    expect(brief(diagnosis)[3]).toBe('* embedded: nothing else is there')
    expect(diagnosis.advice).toHaveLength(2)
  })

  it('reports that no server is there when one is asked for', async () => {
    const diagnosis = await diagnose({ engine: 'server', env: { ...env, REDIS_URL: 'redis://h' } })
    expect(brief(diagnosis)).toEqual([
      '- url: --engine server was given',
      '- path: there is no redis-server or valkey-server on the PATH',
      '- installed: engine install has not built one',
      '+ embedded: --engine server was given',
    ])
    expect(diagnosis.problem?.hint).toContain('engine install')
  })

  it('reports a choice that makes no sense as the problem', async () => {
    await mkdir(join(box, 'cache'))
    const diagnosis = await diagnose({ engine: 'embedded', url: 'redis://h', env })
    expect(diagnosis.problem?.message).toContain('contradict')
  })
})
