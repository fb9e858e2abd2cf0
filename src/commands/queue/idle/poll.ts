import type { QueueStage } from '../params.js'
import { openNaive, PAYMENT } from '../payments.js'

export const IDLE_MS = 60_000

/** How a worker spent a minute without work, and how soon it began the job that came then. */
export interface Idled {
  /** Commands in the minute of the run. */
  sent: number
  /** How soon it asks again when nothing wakes it. */
  everyMs: number
  /** Commands in a minute in which time is real, and asking again does happen. */
  perMinute: number
  /** How long the job waited for the worker. */
  waitedMs: number
}

/** Asks, sleeps, and asks again. The job comes while it sleeps, at a moment that the seed decides. */
export async function poll(stage: QueueStage, name: string): Promise<Idled> {
  const everyMs = stage.params.poll
  const app = await openNaive(stage, 'app', name)
  const worker = await openNaive(stage, 'worker-1', name)
  let sent = 0
  for (let atMs = 0; atMs < IDLE_MS; atMs += everyMs) {
    if ((await worker.poll(() => {})) === 'empty') sent++
    await stage.clock.advance(everyMs)
  }
  const perMinute = sent
  await worker.poll(() => {})
  const asleepMs = stage.rng.int(1, everyMs - 1)
  await stage.clock.advance(asleepMs)
  await app.add(PAYMENT)
  const addedAt = stage.clock.now()
  await stage.clock.advance(everyMs - asleepMs)
  let startedAt = Infinity
  await worker.poll(() => (startedAt = stage.clock.now()))
  return { sent, everyMs, perMinute, waitedMs: startedAt - addedAt }
}
