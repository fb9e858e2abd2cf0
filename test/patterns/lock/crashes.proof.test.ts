import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { FencedValue, Lock } from '../../../src/patterns/lock/index.js'
import { figure } from '../../support/figures.js'
import { borrowCluster } from '../../support/shared-cluster.js'
import { type WorkerProgram, workerProgram } from '../../support/worker.js'
import { freshName, hasRealServer, onRealServer } from '../support/servers.js'
import { workersOf } from '../support/workers.js'
import { client } from './fixtures/client.js'
import { freshLock, LONG_MS, waiting } from './fresh-lock.js'
import { type Kind, subject } from './subjects.js'

onRealServer('a process that dies as it takes a lock', (redis) => {
  let program: WorkerProgram
  beforeAll(async () => {
    program = await workerProgram('test/patterns/lock/fixtures/half-done.ts')
    await (
      await subject('safe', redis(), freshName()).take()
    )() // From now on the script is known.
  })
  afterAll(() => program.close())

  it('leaves it locked for ever when it took two commands', async (context) => {
    const naive = await lockedForEver('naive')
    const safe = await lockedForEver('safe')
    figure(context, {
      pattern: 'lock',
      what: 'killed after the first command: locked for ever',
      naive,
      safe,
      goal: 'no',
    })
    expect({ naive, safe }).toEqual({ naive: 'yes', safe: 'no' })
  })

  async function lockedForEver(kind: Kind): Promise<'yes' | 'no'> {
    const name = freshName()
    const worker = program.start(url(redis()), kind, name)
    expect(await worker.next()).toBe('sent')
    await worker.kill()
    const ttlMs = await redis().pttl(`{${name}}`)
    return ttlMs === -1 ? 'yes' : 'no'
  }
})

onRealServer('a process that stands still past its lease', (redis) => {
  const ROUNDS = 5
  const program = workersOf('test/patterns/lock/fixtures/late-writer.ts')

  it('overwrites what the next owner wrote, unless the resource checks the fencing number', async (context) => {
    const naive = await overwritten('naive')
    const safe = await overwritten('safe')
    figure(context, { pattern: 'lock', what: `newer writes overwritten, of ${ROUNDS}`, naive, safe, goal: 0 })
    expect({ naive, safe }).toEqual({ naive: ROUNDS, safe: 0 })
  })

  /** How many of the locks' resources have the old value in the end. */
  async function overwritten(kind: Kind): Promise<number> {
    const names = Array.from({ length: ROUNDS }, freshName)
    const worker = program.start(url(redis()), kind, ...names)
    for (const _ of names) expect(await worker.next()).toBe('held')
    worker.stop()
    const write = kind === 'naive' ? writeNaively : writeFenced
    await Promise.all(names.map(write))
    worker.send('write')
    worker.resume()
    expect(await worker.next()).toBe('written')
    const read = kind === 'naive' ? readNaively : readFenced
    const values = await Promise.all(names.map(read))
    return values.filter((value) => value === 'old').length
  }

  async function writeNaively(name: string): Promise<void> {
    const release = await subject('naive', redis(), name, 1_000).take() // As soon as the other has run out.
    await redis().set(`{${name}}:resource`, 'new')
    await release()
  }

  async function writeFenced(name: string): Promise<void> {
    const lock = freshLock(redis(), { name })
    await lock.using((_, lease) => resource(name).set('new', lease.fencingToken))
  }

  const resource = (name: string) => new FencedValue(redis(), { name: `resource of ${name}` })
  const readNaively = (name: string) => redis().get(`{${name}}:resource`)
  const readFenced = (name: string) => resource(name).get()
})

describe.skipIf(!hasRealServer)('a process that waits for a lock', () => {
  let program: WorkerProgram
  let places: Record<'one server' | 'a cluster', string>
  const server: { url?: string; close?: () => Promise<void> } = {}
  beforeAll(async () => {
    program = await workerProgram('test/patterns/lock/fixtures/waiter.ts')
    const { startRealServer } = await import('../../support/servers.js')
    const started = await startRealServer()
    server.close = () => started.close()
    const nodes = await borrowCluster(inject('clusterBrokerPort'))
    places = { 'one server': started.url, 'a cluster': JSON.stringify(nodes) }
  })
  afterAll(async () => {
    await program.close()
    await server.close?.()
  })

  it.each([
    ['killed', 'one server'],
    ['killed', 'a cluster'],
    ['stopped', 'one server'],
    ['stopped', 'a cluster'],
  ] as const)('and is %s holds up the others only for a moment, on %s', async (end, place) => {
    const redis = client(places[place])
    const name = freshName()
    const lock = new Lock(redis, { name, ttlMs: LONG_MS, claimMs: 300 })
    const holder = await lock.acquire()
    const worker = program.start(places[place], name, '10')
    await waiting(lock, 10)
    const turn = lock.acquire()
    await waiting(lock, 11)
    if (end === 'killed') await worker.kill()
    else worker.stop()
    const start = performance.now()
    await holder.release()
    const lease = await turn
    // Far less than a lease; 10 waiters of 1 s each would be longer, too.
    expect(performance.now() - start).toBeLessThan(8_000)
    await vi.waitFor(async () => expect((await lock.peek()).waiting).toBe(0), { timeout: 10_000 })
    await lease.release()
    await worker.kill()
    await lock.close()
    redis.disconnect()
  })
})

function url(redis: { options: { port?: number | undefined } }): string {
  return `redis://127.0.0.1:${redis.options.port}`
}
