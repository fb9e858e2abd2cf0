import { mkdir, mkdtemp, readdir, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { installedServer } from '../../src/engine/cache.js'
import { EngineChoiceError, type EngineError } from '../../src/engine/engine.js'
import { openEngine } from '../../src/engine/index.js'
import { type InstallOptions, type InstallProgress, installServer } from '../../src/engine/install.js'
import { disguise, type Mirror, sha256, sourceArchive, startMirror } from '../support/fake-source.js'
import { freePort } from '../support/ports.js'
import { someProcessMentions } from '../support/processes.js'
import { redisServerPath } from '../support/servers.js'

const VERSION = '9.9.9'
const genuine = redisServerPath() ?? '/nowhere'

describe('installServer', () => {
  let home: string
  let env: Record<string, string | undefined>
  let mirror: Mirror
  let archive: Buffer
  let serve: (archive: Buffer) => void

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'redis-patterns-install-'))
    env = { PATH: process.env.PATH, XDG_CACHE_HOME: home }
    serve = (bytes) => (archive = bytes)
    mirror = await startMirror((_, response) => response.end(archive))
    serve(sourceArchive(VERSION, disguise(VERSION, genuine)))
  })
  afterEach(async () => {
    mirror.close()
    await rm(home, { recursive: true })
  })

  const install = (options: Partial<InstallOptions> = {}) =>
    installServer({ env, version: VERSION, sha256: sha256(archive), mirror: mirror.url, ...options })
  const failure = async (options: Partial<InstallOptions> = {}) => {
    const error = await install(options).then(
      () => Promise.reject(new Error('it installed')),
      (reason: EngineError) => reason,
    )
    expect(await servers()).toEqual([])
    return error
  }
  const servers = () => readdir(join(home, 'redis-patterns/servers')).catch(() => [])

  it('downloads, unpacks and builds a server, and reports each step', async () => {
    const steps: InstallProgress[] = []
    const { path, version } = await install({ onProgress: (progress) => steps.push(progress) })
    expect(version).toBe(VERSION)
    expect(mirror.asked).toEqual([`/releases/redis-${VERSION}.tar.gz`])
    expect([...new Set(steps.map(({ step }) => step))]).toEqual([
      'downloading',
      'extracting',
      'building',
      'done',
    ])
    expect(steps).toContainEqual({ step: 'downloading', bytes: archive.length, total: archive.length })
    expect(steps).toContainEqual({ step: 'building', files: 1 })
    expect(steps.at(-1)).toEqual({ step: 'done', version, path })
    expect(await servers()).toEqual([`redis-${VERSION}`])
  })

  it.skipIf(redisServerPath() === undefined)('is found by openEngine', async () => {
    const { path } = await install()
    expect(installedServer(env)).toBe(path)
    const engine = await openEngine({ engine: 'server', env: { XDG_CACHE_HOME: home } })
    expect(engine.kind).toBe('server')
    await engine.close()
  })

  it('does nothing when it is there already', async () => {
    await install()
    await install()
    expect(mirror.asked).toHaveLength(1)
  })

  it('builds again what does not run any more', async () => {
    const { path } = await install()
    await writeFile(path, '#!/bin/sh\nexit 127\n')
    await install()
    expect(await readFile(path, 'utf8')).toContain(VERSION)
  })

  it('may run twice at the same time', async () => {
    const [one, two] = await Promise.all([install(), install()])
    expect(one.path).toBe(two.path)
    expect(await servers()).toEqual([`redis-${VERSION}`])
  })

  it('takes the mirror of the environment', async () => {
    env.REDISMS_DOWNLOAD_MIRROR = `${mirror.url}/`
    await installServer({ env, version: VERSION, sha256: sha256(archive) })
    expect(mirror.asked).toHaveLength(1)
  })

  it('removes what a killed build has left', async () => {
    const [old, young] = ['.building-old', '.building-young'].map((name) =>
      join(home, 'redis-patterns/servers', name),
    )
    await mkdir(old!, { recursive: true })
    await mkdir(young!)
    await utimes(old!, 0, 0)
    await install()
    expect(await servers()).toEqual(['.building-young', `redis-${VERSION}`])
  })

  describe('leaves nothing and says why when', () => {
    it('nobody listens', async () => {
      const nowhere = `http://127.0.0.1:${await freePort()}`
      expect((await failure({ mirror: nowhere })).message).toMatch(
        /^cannot download http:\S+: .*ECONNREFUSED/,
      )
    })

    it('the host cannot be found', async () => {
      const error = await failure({ mirror: 'https://no-such-host.invalid' })
      expect(error.message).toContain('no-such-host.invalid')
      expect(error.hint).toContain('check the network')
    })

    it.each([404, 500])('the mirror answers %i', async (status) => {
      mirror.close()
      mirror = await startMirror((_, response) => response.writeHead(status).end('no'))
      expect((await failure()).message).toContain(`${status}`)
    })

    it('the download breaks off', async () => {
      mirror.close()
      mirror = await startMirror((_, response) => {
        response.writeHead(200, { 'content-length': archive.length })
        response.write(archive.subarray(0, 100), () => response.destroy())
      })
      expect((await failure()).message).toMatch(/^cannot download/)
    })

    it('the archive is not the published one', async () => {
      const wanted = sha256(archive)
      serve(sourceArchive(VERSION, ['@echo harmful']))
      const error = await failure({ sha256: wanted })
      expect(error.message).toContain(`is ${sha256(archive)}, not ${wanted}`)
      expect(error.hint).toContain('do not trust this mirror')
    })

    it('the archive cannot be unpacked', async () => {
      serve(Buffer.from('this is no archive'))
      expect((await failure()).message).toMatch(/^the archive cannot be unpacked/)
    })

    it('the compiler complains, and keeps its words', async () => {
      serve(sourceArchive(VERSION, ["@echo 'server.c:1: fatal error: stddef.h: No such file' >&2", '@false']))
      const error = await failure()
      expect(error.message).toBe('the build failed: server.c:1: fatal error: stddef.h: No such file')
      const log = join(home, 'redis-patterns', `build-redis-${VERSION}.log`)
      expect(error.hint).toContain(log)
      expect(await readFile(log, 'utf8')).toContain('stddef.h')
    })

    it('another program than Redis was built', async () => {
      serve(sourceArchive(VERSION, disguise('9.9.8', genuine)))
      expect((await failure()).message).toBe(`the program that was built is not Redis ${VERSION}`)
    })

    it.each(['make', 'cc'])('there is no %s, before it downloads', async (missing) => {
      env.PATH = join(home, 'bin')
      await mkdir(env.PATH)
      const present = missing === 'make' ? 'cc' : 'make'
      await symlink('/bin/true', join(env.PATH, present))
      const error = await failure()
      expect(error.message).toBe(`${missing} was not found, and building needs it`)
      expect(error.hint).toContain('build-essential')
      expect(mirror.asked).toEqual([])
    })

    it('the person stops the download', async () => {
      const stop = new AbortController()
      mirror.close()
      mirror = await startMirror((_, response) => {
        response.writeHead(200, { 'content-length': 1_000_000 })
        response.write(archive)
      })
      const error = await failure({ signal: stop.signal, onProgress: () => stop.abort() })
      expect(error.name).toBe('AbortError')
    })

    it('the person stops the build, which stops the compiler', async () => {
      const stop = new AbortController()
      const mark = `sleep 61.${Date.now() % 1_000_000}`
      serve(sourceArchive(VERSION, ['@echo first.o', `@${mark}`]))
      const onProgress = (progress: InstallProgress) =>
        progress.step === 'building' && progress.files === 1 && stop.abort()
      expect((await failure({ signal: stop.signal, onProgress })).name).toBe('AbortError')
      expect(someProcessMentions(mark.replace(' ', '\0'))).toBe(false)
    })
  })

  it.each([
    [{ version: '8.4' }, '"8.4" is not a version of Redis'],
    [{ version: '../../etc' }, '"../../etc" is not a version of Redis'],
    [{ version: '1.2.3', sha256: undefined }, 'there is no checksum for Redis 1.2.3'],
    [{ sha256: 'abc' }, `there is no checksum for Redis ${VERSION}`],
    [{ mirror: 'ftp://mirror' }, '"ftp://mirror" is not the address of a mirror'],
  ])('refuses %o', async (options, message) => {
    const refusal = await failure(options as Partial<InstallOptions>)
    expect(refusal).toBeInstanceOf(EngineChoiceError)
    expect(refusal.message).toBe(message)
  })
})
