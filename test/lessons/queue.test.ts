import { expect, test, vi } from 'vitest'
// #region example
import { Queue } from '../../src/patterns/queue/index.js'
// #endregion
import { onEachEngine } from '../support/engines.js'

/** What the docs show of the queue, run. */
onEachEngine((engine) => {
  test('the example of the queue answers what it says', async () => {
    const redis = await engine().connect('lesson')
    const send = vi.fn<(to: string, id: string) => Promise<void>>().mockResolvedValue()
    // #region example
    const mails = new Queue<{ to: string }>(redis, { prefix: 'app:', name: 'mails' })

    await mails.add({ to: 'ada' }, { id: 'welcome-ada' }) // { added: true, id: 'welcome-ada' }
    await mails.add({ to: 'ada' }, { id: 'welcome-ada' }) // { added: false, …, state: 'waiting' }
    await mails.add({ to: 'grace' }, { delayMs: 3_600_000, priority: 10 })

    const worker = mails.work(
      async (job) => {
        await send(job.payload.to, job.id) // may run again after a crash: the id tells
      },
      { concurrency: 10 },
    )
    // #endregion
    await vi.waitFor(() => expect(send.mock.calls).toEqual([['ada', 'welcome-ada']]))
    await vi.waitFor(async () => expect((await mails.stats()).active).toBe(0))
    // #region example

    await mails.stats() // { waiting: 0, delayed: 1, active: 0, dead: 0, paused: false }
    await mails.dead.list() // what failed for good, each with its reason
    await worker.close() // finishes what it has, or returns it
    // #endregion
    expect(await mails.stats()).toEqual({ waiting: 0, delayed: 1, active: 0, dead: 0, paused: false })
    expect(await mails.dead.list()).toEqual([])
  })
})
