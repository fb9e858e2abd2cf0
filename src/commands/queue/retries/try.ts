import type { FailOutcome } from '../../../patterns/queue/index.js'
import { BankError } from '../bank-error.js'
import type { QueueStage } from '../params.js'
import { openQueue, PAYMENT } from '../payments.js'

export interface Attempt {
  /** After the first one. */
  atMs: number
  waitedMs: number
  /** It was there 1 ms before its time. */
  cameEarly: boolean
  error: string
  outcome: FailOutcome
}

/** How long a job waits after that many failures; 0 before the first attempt. Jitter would add chance, and is left out. */
export function waitAfter(failures: number, backoff: number): number {
  return failures === 0 ? 0 : backoff * 2 ** (failures - 1)
}

/** Each attempt fails, until the queue gives up. worker-1 asks 1 ms before each is due, and when it is. */
export async function tryUntilDead(stage: QueueStage, name: string): Promise<Attempt[]> {
  const { attempts, backoff } = stage.params
  const app = await openQueue(stage, 'app', { name, maxAttempts: attempts })
  const worker = await openQueue(stage, 'worker-1', {
    name,
    backoff: { baseMs: backoff, maxMs: backoff * 2 ** attempts, jitter: 0 },
  })
  await app.add(PAYMENT, { id: PAYMENT.order })
  const began = stage.clock.now()
  const tries: Attempt[] = []
  for (let outcome: FailOutcome = 'retried'; outcome === 'retried' && tries.length < attempts;) {
    const waitedMs = waitAfter(tries.length, backoff)
    const early = waitedMs > 0 ? await after(stage, waitedMs - 1, () => worker.take(1)) : []
    const due = early.length > 0 ? early : await after(stage, Math.min(waitedMs, 1), () => worker.take(1))
    const [job] = due
    if (job === undefined) break
    const error = new BankError(`503 Service Unavailable, attempt ${job.attempt}`)
    const atMs = stage.clock.now() - began
    outcome = await worker.fail(job, error)
    tries.push({ atMs, waitedMs, cameEarly: early.length > 0, error: error.message, outcome })
  }
  return tries
}

async function after<T>(stage: QueueStage, ms: number, act: () => Promise<T>): Promise<T> {
  if (ms > 0) await stage.clock.advance(ms)
  return act()
}
