import type { AckOutcome } from '../../../patterns/queue/index.js'
import type { QueueStage } from '../params.js'
import { Bank, openQueue, PAYMENT } from '../payments.js'

const LEASES_OF_WORK = 2.5
const RENEWALS_A_LEASE = 3

export function workMsOf({ params }: QueueStage): number {
  return Math.round(LEASES_OF_WORK * params.lease)
}

/** How one job went that takes longer than its lease. Times in ms after worker-1 took it. */
export interface SlowRun {
  firstEndsAtMs: number
  secondGotAtMs?: number
  secondEndsAtMs?: number
  renewals: readonly number[]
  booked: number
  /** What worker-1 is told when it acknowledges. */
  firstAck: AckOutcome | undefined
}

/** worker-1 just works. worker-2 asks when the lease is over. */
export async function workSilently(stage: QueueStage): Promise<SlowRun> {
  const { lease } = stage.params
  const workMs = workMsOf(stage)
  const { one, two, bank } = await open(stage, 'silent')
  const [first] = await one.take(1)
  await stage.clock.advance(lease)
  const [second] = await two.take(1)

  await stage.clock.advance(workMs - lease)
  await bank.book(await stage.actor('worker-1'), PAYMENT)
  const firstAck = first && (await one.ack(first))
  const run: SlowRun = { firstEndsAtMs: workMs, renewals: [], booked: await booked(stage, bank), firstAck }
  if (second === undefined) return run

  await stage.clock.advance(lease)
  await bank.book(await stage.actor('worker-2'), PAYMENT)
  await two.ack(second)
  return {
    ...run,
    secondGotAtMs: lease,
    secondEndsAtMs: lease + workMs,
    booked: await booked(stage, bank),
  }
}

/** worker-1 renews its lease while it works. worker-2 asks after each renewal. */
export async function workRenewing(stage: QueueStage): Promise<SlowRun> {
  const everyMs = Math.floor(stage.params.lease / RENEWALS_A_LEASE)
  const workMs = workMsOf(stage)
  const { one, two, bank } = await open(stage, 'renewing')
  const [first] = await one.take(1)
  const renewals: number[] = []
  let secondGotAtMs: number | undefined
  let atMs = 0
  for (; atMs + everyMs < workMs; atMs += everyMs) {
    await stage.clock.advance(everyMs)
    if (first && (await one.extend(first)) === 'extended') renewals.push(atMs + everyMs)
    if ((await two.take(1)).length > 0) secondGotAtMs ??= atMs + everyMs
  }
  await stage.clock.advance(workMs - atMs)
  await bank.book(await stage.actor('worker-1'), PAYMENT)
  const firstAck = first && (await one.ack(first))
  return {
    firstEndsAtMs: workMs,
    renewals,
    booked: await booked(stage, bank),
    firstAck,
    ...(secondGotAtMs !== undefined && { secondGotAtMs }),
  }
}

async function open(stage: QueueStage, name: string) {
  const app = await openQueue(stage, 'app', { name })
  await app.add(PAYMENT, { id: PAYMENT.order })
  return {
    one: await openQueue(stage, 'worker-1', { name }),
    two: await openQueue(stage, 'worker-2', { name }),
    bank: new Bank(stage, name),
  }
}

async function booked(stage: QueueStage, bank: Bank): Promise<number> {
  return (await bank.booked(await stage.actor('audit'))).length
}
