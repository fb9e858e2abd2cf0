import { expect, test } from 'vitest'
// #region example
import { FencedValue, LeaseLostError, Lock } from '../../src/patterns/lock/index.js'
// #endregion
import { onEachEngine } from '../support/engines.js'

const sumOfTheDay = async (signal: AbortSignal) => {
  signal.throwIfAborted()
  return 42
}

/** What the docs show of the library, run. */
onEachEngine((engine) => {
  test('the example of the docs answers what it says', async () => {
    const redis = await engine().connect('lesson')
    // #region example
    await using lock = new Lock(redis, { prefix: 'app:', name: 'report', ttlMs: 10_000 })
    const report = new FencedValue<number>(redis, { prefix: 'app:', name: 'report:sum' })

    const written = await lock
      .using(
        async (signal, lease) => {
          const sum = await sumOfTheDay(signal) // the signal aborts when the lease is lost
          return report.set(sum, lease.fencingToken) // false: somebody later was faster
        },
        { waitMs: 5_000 }, // in the queue, first come, first served
      )
      .catch((error) => {
        if (error instanceof LeaseLostError) return false // the process was away for too long
        throw error
      })
    // #endregion
    expect(written).toBe(true)
    expect(await report.get()).toBe(42)
    expect(await lock.peek()).toMatchObject({ holder: null, waiting: 0 })
    await redis.del(report.key, `${lock.key}:fence`)
  })

  test('the example of doing it by hand does it', async () => {
    const redis = await engine().connect('lesson')
    const lock = new Lock(redis, { name: 'by-hand', ttlMs: 10_000 })
    const work = async (_fence: number) => {}
    // #region by-hand
    const lease = await lock.tryAcquire() // null: somebody has it, or waits for it
    if (lease) {
      await work(lease.fencingToken)
      await lease.extend() // false: it was lost
      await lease.release() // false: it was not ours any more, and nothing was changed
    }
    // #endregion
    expect(lease?.remainingMs).toBe(0)
    await redis.del(`${lock.key}:fence`)
  })
})
