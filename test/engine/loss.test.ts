import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Engine, EngineError } from '../../src/engine/engine.js'
import { openEngine } from '../../src/engine/index.js'
import { type RealServer, redisServerPath, startRealServer } from '../support/servers.js'

const STILL_THERE = 'still there'
const soFar = (engine: Engine) => Promise.race([engine.lost, Promise.resolve(STILL_THERE)])

describe.skipIf(redisServerPath() === undefined)('a server that dies in mid-run', () => {
  let server: RealServer
  let engine: Engine
  beforeEach(async () => {
    server = await startRealServer()
    engine = await openEngine({ engine: 'auto', url: server.url.replace('//', '//:needless@'), env: {} })
  })
  afterEach(async () => {
    await engine.close()
    await server.close()
  })

  it('rejects what waits, what comes later and new connections, all promptly', async () => {
    const connection = await engine.connect('one')
    const waiting = connection.blpop('nothing', 0)
    const start = performance.now()
    process.kill(server.pid, 'SIGKILL')
    await expect(waiting).rejects.toThrow()
    await expect(connection.get('key')).rejects.toThrow()
    await expect(engine.connect('two')).rejects.toThrow(EngineError)
    expect(performance.now() - start).toBeLessThan(500)
  })

  it('is known as lost, in one sentence without secrets', async () => {
    process.kill(server.pid, 'SIGKILL')
    const loss = await engine.lost
    expect(loss).toBeInstanceOf(EngineError)
    expect(loss.message).toBe(`lost the connection to ${server.url}`)
    expect(loss.hint).toContain('check that the server is running')
  })

  it('explains the error of a command by the loss', async () => {
    const connection = await engine.connect('one')
    process.kill(server.pid, 'SIGKILL')
    const error = await connection.blpop('nothing', 0).catch((reason: unknown) => reason)
    expect(await engine.explain(error)).toBe(await engine.lost)
  })

  it('leaves any other error as it is', async () => {
    const connection = await engine.connect('one')
    const error = await connection.call('NO-SUCH').catch((reason: unknown) => reason)
    expect(await engine.explain(error)).toBe(error)
    expect(await soFar(engine)).toBe(STILL_THERE)
  })

  it('is not lost by closing the engine', async () => {
    await engine.close()
    expect(await soFar(engine)).toBe(STILL_THERE)
    await expect(engine.connect('late')).rejects.toThrow('the engine is closed')
  })
})

describe.skipIf(redisServerPath() === undefined)('a server that closes connections', () => {
  let server: RealServer
  let engine: Engine
  beforeEach(async () => {
    server = await startRealServer()
    engine = await openEngine({ engine: 'auto', url: server.url, env: {} })
  })
  afterEach(async () => {
    await engine.close()
    await server.close()
  })

  it('is not lost: idle connections are opened again', async () => {
    const [one, two] = [await engine.connect('one'), await engine.connect('two')]
    await one.set('key', 'kept')
    const closed = once(two, 'close')
    await one.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')
    await closed
    expect(await two.get('key')).toBe('kept')
    expect(await soFar(engine)).toBe(STILL_THERE)
  })

  it('makes the command in flight fail, once, and never sends it again', async () => {
    const [one, two] = [await engine.connect('one'), await engine.connect('two')]
    const waiting = two.blpop('list', 0).catch((reason: unknown) => reason)
    await one.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes')
    const explained = (await engine.explain(await waiting)) as EngineError
    expect(explained.message).toBe(`${server.url} closed a connection in use`)
    await one.rpush('list', 'value')
    await two.ping()
    expect(await one.llen('list')).toBe(1)
  })
})

describe.skipIf(redisServerPath() === undefined)('a server that we started', () => {
  it('is lost like any other when somebody kills it, and close still works', async () => {
    const engine = await openEngine({ engine: 'server', env: process.env })
    const connection = await engine.connect('one')
    const pid = Number(/process_id:(\d+)/.exec(await connection.info('server'))?.[1])
    process.kill(pid, 'SIGKILL')
    expect((await engine.lost).hint).toBe('the server ended; run it again')
    await engine.close()
    await engine.close()
  })
})
