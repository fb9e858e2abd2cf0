import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EngineError } from '../../src/engine/engine.js'
import { openEngine } from '../../src/engine/index.js'
import { bulk, type Peer, startBouncer, startParrot, startPeer, startSilentPeer } from '../support/peers.js'
import { freePort } from '../support/ports.js'
import { type RealServer, redisServerPath, startRealServer } from '../support/servers.js'

const open = (url: string) => openEngine({ engine: 'auto', url, env: {} })

async function failure(url: string): Promise<EngineError> {
  const start = performance.now()
  const error = await open(url).then(
    () => Promise.reject(new Error('it opened')),
    (reason: EngineError) => reason,
  )
  expect(performance.now() - start).toBeLessThan(3_500)
  expect(error.hint).not.toBe('')
  return error
}

describe('a URL that leads nowhere', () => {
  it('fails at once when nobody listens', async () => {
    const url = `redis://127.0.0.1:${await freePort()}`
    const error = await failure(url)
    expect(error.name).toBe('EngineError')
    expect(error.message).toBe(`nothing listens at ${url}`)
  })

  it('names the socket that is not there', async () => {
    expect((await failure('/tmp/no such.sock')).message).toBe('nothing listens at unix:///tmp/no such.sock')
  })

  it('names the host that cannot be found', async () => {
    expect((await failure('redis://no-such-host.invalid')).message).toContain(
      '"no-such-host.invalid" cannot be found',
    )
  })

  const peers: [string, () => Promise<Peer>, RegExp][] = [
    ['never answers', startSilentPeer, /^no answer from \S+ within 3 s$/],
    ['speaks HTTP', () => startParrot('HTTP/1.1 400 Bad Request\r\n\r\n'), /is not a Redis$/],
    ['says +OK to everything', () => startParrot('+OK\r\n'), /is not a Redis$/],
    ['greets like a mail server', () => startPeer((socket) => socket.write('220 hi\r\n')), /is not a Redis$/],
    ['hangs up', () => startPeer((socket) => socket.destroy()), /closed the connection without an answer$/],
    [
      'is in protected mode',
      () => startBouncer('-DENIED Redis is running in protected mode\r\n'),
      /protected mode/,
    ],
    [
      'is full',
      () => startBouncer('-ERR max number of clients reached\r\n'),
      /as many connections as it allows$/,
    ],
    ['is loading', () => startParrot(bulk('redis_version:7.0.0\r\nloading:1\r\n')), /still loading/],
    [
      'is too old',
      () => startParrot(bulk('redis_version:6.0.16\r\n')),
      /is Redis 6\.0\.16, and 6\.2 or newer is needed$/,
    ],
    ['is a Sentinel', () => startParrot(bulk('redis_version:7.0.0\r\nredis_mode:sentinel\r\n')), /Sentinel/],
  ]
  it.each(peers)('fails within 3 s on a peer that %s', async (_, start, message) => {
    const peer = await start()
    expect((await failure(peer.url)).message).toMatch(message)
    await peer.close()
  })
})

describe.skipIf(redisServerPath() === undefined)('a URL of a genuine server', () => {
  let server: RealServer
  let admin: Redis
  beforeAll(async () => {
    server = await startRealServer(['--requirepass', 's3cret'])
    admin = new Redis(server.port, { password: 's3cret' })
    await admin.acl('SETUSER', 'alice', 'on', '>w0nder', '~*', '&*', '+@all', '-memory')
  })
  afterAll(async () => {
    admin.disconnect()
    await server.close()
  })
  const url = (login: string, rest = '') => server.url.replace('//', `//${login}`) + rest

  it('signs in with a password and reports what is there', async () => {
    const engine = await open(url(':s3cret@'))
    expect(engine).toMatchObject({
      kind: 'external',
      owned: false,
      cluster: false,
      lacks: [],
      address: server.url,
    })
    expect(engine.version).toMatch(/^\d+\.\d+\.\d+$/)
    await engine.close()
  })

  it('has another beside it in this process, which ends apart from it', async () => {
    const engine = await open(url(':s3cret@'))
    const another = await engine.another()
    expect(another).toMatchObject({ kind: 'embedded', owned: true })
    expect(another.address).not.toBe(engine.address)
    await another.close()
    expect(await (await engine.connect('app')).ping()).toBe('PONG')
    await engine.close()
  })

  it('signs in as an ACL user, on every connection and in the chosen database', async () => {
    const engine = await open(url('alice:w0nder@', '/5'))
    const connection = await engine.connect('app server 1')
    expect(await connection.call('ACL', 'WHOAMI')).toBe('alice')
    expect(await connection.call('CLIENT', 'INFO')).toMatch(/ name=app_server_1 .* db=5 /)
    await engine.close()
  })

  it('counts what the user may not do among what the server lacks', async () => {
    const engine = await open(url('alice:w0nder@'))
    expect(engine.lacks).toEqual(['memory'])
    await engine.close()
  })

  it.each([
    ['no password', '', 'asks for a password'],
    ['a wrong password', ':wr0ng@', 'refused the user or password'],
    ['a wrong user', 'bob:wr0ng@', 'refused the user or password'],
  ])('says so when given %s, and shows no secret', async (_, login, message) => {
    const error = await failure(url(login))
    expect(error.message).toBe(`${server.url} ${message}`)
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain('wr0ng')
  })

  it('refuses a database that the server does not have', async () => {
    expect((await failure(url(':s3cret@', '/99'))).message).toBe(`${server.url}/99 has no database 99`)
  })

  it('asks harmless questions only', async () => {
    await admin.config('RESETSTAT')
    const engine = await open(url(':s3cret@'))
    await engine.connect('one')
    await engine.close()
    const seen = [...(await admin.info('commandstats')).matchAll(/cmdstat_([^:]+)/g)].map(([, name]) => name)
    const harmless = [
      'auth',
      'info',
      'memory|usage',
      'object|encoding',
      'wait',
      'client|tracking',
      'client|setname',
    ]
    expect(seen.filter((name) => !harmless.includes(name!))).toEqual(['config|resetstat'])
  })
})

describe.skipIf(redisServerPath() === undefined)('other genuine servers', () => {
  it('does not send a password that is not wanted', async () => {
    const server = await startRealServer()
    const engine = await open(server.url.replace('//', '//:needless@'))
    expect(await (await engine.connect('one')).ping()).toBe('PONG')
    await engine.close()
    await server.close()
  })

  it('connects through a unix socket', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'redis-patterns-socket-'))
    const path = join(folder, 'redis.sock')
    const server = await startRealServer(['--unixsocket', path])
    const engine = await open(path)
    expect(engine.address).toBe(`unix://${path}`)
    expect(await (await engine.connect('one')).ping()).toBe('PONG')
    await engine.close()
    await server.close()
    await rm(folder, { recursive: true })
  })

  it('refuses a replica, which takes no writes', async () => {
    const master = await startRealServer()
    const replica = await startRealServer(['--replicaof', `127.0.0.1 ${master.port}`])
    expect((await failure(replica.url)).message).toBe(`${replica.url} is a replica, which takes no writes`)
    await replica.close()
    await master.close()
  })
})
