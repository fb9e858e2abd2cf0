import { crashAfter } from '../../../scenario/crash.js'
import type { QueueStage } from '../params.js'
import { Bank, openNaive, openQueue, payments } from '../payments.js'
import { beginWork } from './begin-work.js'
import { nextReply } from './next-reply.js'

/** What the handler still needs when its worker is stopped. */
export const WORK_MS = 3_000

/** What became of the job that a worker had when it was stopped. Another one waited. */
export interface Stopped {
  fate: 'done' | 'returned' | 'lost'
  /** Jobs in the queue right after the stop. */
  waiting: number
  /** What worker-2 gets then, and as which attempt. */
  next: string | undefined
  attempt: number | undefined
}

/** The process ends: the charge is never sent. */
export async function end(stage: QueueStage, name: string): Promise<Stopped> {
  const bank = new Bank(stage, name)
  const [app, two] = [await openNaive(stage, 'app', name), await openNaive(stage, 'worker-2', name)]
  for (const payment of payments(2)) await app.add(payment)
  const one = await openNaive(stage, 'worker-1', name)
  await crashAfter(1, await stage.actor('worker-1'), (redis) =>
    one.poll((payment) => bank.charge(redis, payment)),
  )
  const audit = await stage.actor('audit')
  const waiting = await audit.llen(app.key)
  const next = (await two.take())?.order
  return { fate: fateOf(await bank.charged(audit), next), waiting, next, attempt: undefined }
}

/** worker.close() waits for the handler. */
export async function close(stage: QueueStage, name: string): Promise<Stopped> {
  const { worker, finish } = await beginWork(stage, name)
  const hasStoppedTaking = nextReply(await stage.actor('worker-1'))
  const closing = worker.close()
  await hasStoppedTaking
  await stage.clock.advance(WORK_MS)
  finish()
  await closing
  return lookAfter(stage, name)
}

/** worker.close() does not wait. */
export async function closeNow(stage: QueueStage, name: string): Promise<Stopped & { reason: string }> {
  const { worker, signal } = await beginWork(stage, name)
  await worker.close({ timeoutMs: 0 })
  return { ...(await lookAfter(stage, name)), reason: (signal.reason as Error | undefined)?.name ?? 'none' }
}

async function lookAfter(stage: QueueStage, name: string): Promise<Stopped> {
  const { waiting } = await (await openQueue(stage, 'audit', { name })).stats()
  const [next] = await (await openQueue(stage, 'worker-2', { name })).take(1)
  const charged = await new Bank(stage, name).charged(await stage.actor('audit'))
  return { fate: fateOf(charged, next?.id), waiting, next: next?.id, attempt: next?.attempt }
}

function fateOf(charged: readonly string[], next: string | undefined): Stopped['fate'] {
  const order = payments(1)[0]?.order ?? ''
  if (charged.includes(order)) return 'done'
  return next === order ? 'returned' : 'lost'
}
