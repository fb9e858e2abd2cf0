import { expect, test } from 'vitest'
// #region example
import { Topic } from '../../src/patterns/pubsub/index.js'
// #endregion
import { onEachEngine } from '../support/engines.js'

/** What the lesson and the documentation show of the library, run. */
onEachEngine((engine) => {
  test('the example of the lesson answers what it says', async () => {
    const redis = await engine().connect('lesson')
    const seen: string[] = []
    const show = (text: string) => seen.push(text)
    // #region example
    const orders = new Topic<{ id: number }>(redis, {
      prefix: 'app:',
      name: 'orders',
      outbox: { maxLen: 10_000 },
    })

    await orders.publish({ id: 1 }) // { seq: 1, receivers: 0, … }: nobody listens, but the outbox keeps it

    const subscription = await orders.subscribe(({ seq, value }) => show(`${seq}: order ${value.id}`), {
      from: 1, // what the outbox holds, and then what is new; without it, only what is new
      onGap: ({ missed }) => show(`${missed} messages were missed`),
    })
    await orders.publish({ id: 2 })
    // … and later
    // #endregion
    await expect.poll(() => seen).toEqual(['1: order 1', '2: order 2'])
    // #region example
    await subscription.close()
    await orders.close()
    // #endregion
    await redis.del('app:{orders}:head', 'app:{orders}:outbox')
  })
})
