import type { QueueStage } from '../params.js'
import { openNaive, openQueue, type Payment, payments } from '../payments.js'
import { Timers } from './timers.js'

const ORDERS = 3

export interface DelayedOrder extends Payment {
  dueMs: number
}

/** For each order when it was due, and when a worker got it: in ms after it was added. */
export type Followed = ReadonlyMap<string, { dueMs: number; gotAtMs: number | undefined }>

/** Due one after the other, the last one after `--delay`. */
export function delayedOrders({ params }: QueueStage): DelayedOrder[] {
  return payments(ORDERS).map((payment, index) => ({
    ...payment,
    dueMs: Math.round((params.delay * (index + 1)) / ORDERS),
  }))
}

export function restartAtMs({ params }: QueueStage): number {
  return Math.round(params.delay / 2)
}

/** The app waits with setTimeout. */
export async function withTimers(stage: QueueStage, name: string): Promise<Followed> {
  const timers = new Timers(stage.clock.now)
  const app = await openNaive(stage, 'app', name)
  const worker = await openNaive(stage, 'worker-1', name)
  for (const { dueMs, ...payment } of delayedOrders(stage)) app.addLater(payment, dueMs, timers.set)
  return follow(stage, {
    async look() {
      await timers.runDue()
      const got: string[] = []
      while ((await worker.poll(({ order }) => got.push(order))) === 'done');
      return got
    },
    restart: () => timers.clear(),
  })
}

/** The jobs wait in Redis. The last one is added first. */
export async function addToSet(stage: QueueStage, name: string): Promise<void> {
  const app = await openQueue(stage, 'app', { name })
  await app.addMany(
    delayedOrders(stage)
      .toReversed()
      .map(({ dueMs, ...payload }) => ({ payload, id: payload.order, delayMs: dueMs })),
  )
}

export async function takeFromSet(stage: QueueStage, name: string): Promise<Followed> {
  const worker = await openQueue(stage, 'worker-1', { name })
  return follow(stage, {
    async look() {
      const jobs = await worker.take(ORDERS)
      for (const job of jobs) await worker.ack(job)
      return jobs.map(({ id }) => id)
    },
    // The process has nothing that could be lost.
    restart: () => {},
  })
}

/** Looks 1 ms before each job is due, and when it is; in between the app is restarted. */
async function follow(
  stage: QueueStage,
  { look, restart }: { look: () => Promise<string[]>; restart: () => void },
): Promise<Followed> {
  const orders = delayedOrders(stage)
  const gotAt = new Map<string, number>()
  const moments = [restartAtMs(stage), ...orders.flatMap(({ dueMs }) => [dueMs - 1, dueMs])]
  let now = 0
  for (const at of moments.toSorted((one, other) => one - other)) {
    await stage.clock.advance(at - now)
    now = at
    if (at === restartAtMs(stage)) restart()
    else for (const order of await look()) gotAt.set(order, at)
  }
  return new Map(orders.map(({ order, dueMs }) => [order, { dueMs, gotAtMs: gotAt.get(order) }]))
}
