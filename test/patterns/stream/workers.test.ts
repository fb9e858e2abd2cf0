import { expect, it } from 'vitest'
import { EventStream } from '../../../src/patterns/stream/index.js'
import { eventually } from '../../support/eventually.js'
import { workerProgram } from '../../support/worker.js'
import { freshName, onRealServer } from '../support/servers.js'
import { takeMany, takeOne } from './support.js'

onRealServer('a worker of a group', (redis) => {
  it('that stood still is told what others have taken over meanwhile', async () => {
    const { host = '', port } = redis().options
    const name = freshName()
    const orders = new EventStream<number>(redis(), { name })
    await orders.appendMany(Array.from({ length: 40 }, (_, index) => index))
    const program = await workerProgram('test/patterns/stream/fixtures/worker.ts')
    const worker = program.start('safe', `redis://${host}:${port}`, name, 'frozen')
    await worker.next()
    worker.stop()
    const heir = orders.group('g', { claimIdleMs: 300, blockMs: 50 })
    const taken = await takeMany(heir, 40)
    worker.resume()
    expect(await worker.next()).toBe('lost 0')
    for (const delivery of taken) delivery.ack()
    await heir.flush()
    expect(await heir.pending()).toMatchObject({ count: 0 })
    await program.close()
    await orders.close()
  })

  it('that lives keeps what it works on, however long that takes', async () => {
    const name = freshName()
    const orders = new EventStream<number>(redis(), { name })
    await orders.append(1)
    const slow = orders.group('g', { consumer: 'slow', claimIdleMs: 1_000 })
    await takeOne(slow)
    const other = orders.group('g', { claimIdleMs: 1_000, blockMs: 50 })
    const taken = takeOne(other)
    const claims = async () =>
      Number(/cmdstat_xautoclaim:calls=(\d+)/.exec(await redis().info('commandstats'))?.[1])
    const before = await claims()
    await eventually('the other has asked again and again', async () => (await claims()) > before + 5, 20_000)
    expect((await slow.pending()).consumers).toEqual([{ name: 'slow', count: 1 }])
    await orders.append(2)
    expect((await taken).event).toBe(2)
    await orders.close()
  })
})
