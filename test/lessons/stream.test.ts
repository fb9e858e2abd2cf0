import { expect, test } from 'vitest'
// #region example
import { EventStream } from '../../src/patterns/stream/index.js'
// #endregion
import { onEachEngine } from '../support/engines.js'

/** What the documentation shows of the library, run. */
onEachEngine((engine) => {
  test('the example of the page does what it says', async () => {
    const redis = await engine().connect('stream example')
    const log: string[] = []
    // #region example
    const orders = new EventStream<{ item: string }>(redis, { prefix: 'app:', name: 'orders' })

    const tail = orders.tail() // everything from now on, for whoever wants it
    await orders.append({ item: 'tea' }) // one command, which trims, too
    await orders.append({ item: 'rice' })

    for await (const { event } of tail) {
      log.push(`${event.item} is in the log`)
      if (event.item === 'rice') break
    }
    const bookmark = tail.lastId // tail({ from: bookmark }) goes on here, after a restart

    const stop = new AbortController()
    const billing = orders.group('billing', { consumer: 'worker-1', maxDeliveries: 3 })
    await billing.run(
      async ({ event }) => {
        log.push(`${event.item} is paid`) // acknowledged when done; delivered again when it throws
        if (event.item === 'rice') stop.abort()
      },
      { signal: stop.signal },
    )
    // #endregion
    expect(log).toEqual(['tea is in the log', 'rice is in the log', 'tea is paid', 'rice is paid'])
    expect(bookmark).toBeDefined()
    expect((await billing.pending()).count).toBe(0)
    await redis.del(orders.key)
  })
})
