import { afterEach, beforeEach, expect, it } from 'vitest'
import { Broadcast } from '../../../src/patterns/pubsub/index.js'
import { eventually } from '../../support/eventually.js'
import type { Worker } from '../../support/worker.js'
import { freshName, onRealServer } from '../support/servers.js'
import { urlOf, workersOf } from '../support/workers.js'
import { range } from './support/contenders.js'

onRealServer('two web servers, each a process of its own', (redis) => {
  const program = workersOf('test/patterns/pubsub/fixtures/web-server.ts')
  let name: string
  let workers: [Worker, Worker]

  beforeEach(async () => {
    name = freshName()
    workers = [program.start(urlOf(redis()), name), program.start(urlOf(redis()), name)]
    await Promise.all(workers.map((worker) => worker.next())) // Both say that they are ready.
  })
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.kill()))
  })

  const channel = () => `${name}:{room}`
  const listeners = async () => Number((await redis().pubsub('NUMSUB', channel()))[1])

  it('send a message that one of them publishes to the sockets of both', async () => {
    workers[0].send({ publish: 1 })
    for (const worker of workers) {
      expect([await worker.next(), await worker.next()]).toEqual([
        { socket: 1, data: '1' },
        { socket: 2, data: '1' },
      ])
    }
  })

  it('forget what the other has invalidated, and keep the rest', async () => {
    workers[0].send({ invalidate: 'apple' })
    expect(await workers[1].next()).toEqual({ left: ['pear'] })
    workers[1].send({ invalidate: 'pear' })
    expect(await workers[0].next()).toEqual({ left: ['apple'] }) // Its own it was not told.
  })

  it('go on when one of them is killed, which leaves no subscription behind', async () => {
    expect(await listeners()).toBe(2)
    await workers[0].kill()
    await eventually('only one listens', async () => (await listeners()) === 1)
    workers[1].send({ publish: 2 })
    expect(await workers[1].next()).toEqual({ socket: 1, data: '2' })
  })

  it('miss nothing while they stand still, also when the server cuts them off for it', async () => {
    await using publisher = new Broadcast<number>(redis(), { prefix: `${name}:`, outbox: { maxLen: 10_000 } })
    const [stopped] = workers
    stopped.stop()
    for (const message of range(1, 50)) await publisher.publish('room', message)
    await redis().call('CLIENT', 'KILL', 'TYPE', 'pubsub')
    for (const message of range(51, 100)) await publisher.publish('room', message)
    stopped.resume()
    for (const message of range(1, 100)) {
      expect(await stopped.next()).toEqual({ socket: 1, data: String(message) })
      expect(await stopped.next()).toEqual({ socket: 2, data: String(message) })
    }
  })
})
