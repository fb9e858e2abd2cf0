import { expect, test } from 'vitest'
// #region example
import { Queue } from '../../src/patterns/queue/index.js'
// #endregion
import { onEachEngine } from '../support/engines.js'

/** What the lesson and the documentation show of the library, run. */
onEachEngine((engine) => {
  test('the example of the page does what it says', async () => {
    const redis = await engine().connect('queue example')
    const sent: string[] = []
    const send = (to: string) => sent.push(to)
    // #region example
    const mails = new Queue<{ to: string }>(redis, { prefix: 'app:', name: 'mails' })

    await mails.add({ to: 'ada' }, { id: 'welcome-ada' }) // added once, however often it is tried
    await mails.add({ to: 'grace' }, { delayMs: 50 }) // not before its time

    const worker = mails.work(({ payload }) => send(payload.to), { concurrency: 10 })
    // a handler that throws is tried again later; after five attempts the job is a dead letter
    // #endregion
    await expect.poll(() => sent, { timeout: 10_000 }).toEqual(['ada', 'grace'])
    // #region example
    await worker.close() // finishes what it holds, or gives it back
    // #endregion
    await mails.close()
    const keys = await redis.keys('app:{mails}*')
    await redis.del(...keys)
  })
})
