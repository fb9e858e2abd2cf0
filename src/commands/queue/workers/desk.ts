import type { QueueStage } from '../params.js'
import { Bank, openNaive, openQueue, type Payment } from '../payments.js'

/** A job in the hands of a worker. */
export interface Held {
  payment: Payment
  attempt: number
  /** Does it, and says so. */
  finish(): Promise<void>
}

/** What the workers of a version share. */
export interface Desk {
  readonly bank: Bank
  /** How long after it was taken the job of a dead worker comes again. */
  readonly comesAgainMs: number
  fill(payments: readonly Payment[]): Promise<void>
  take(worker: string): Promise<Held | undefined>
  /** How many jobs are still there. */
  left(): Promise<number>
}

export function naiveDesk(stage: QueueStage, name: string): Desk {
  const bank = new Bank(stage, name)
  const open = (actor: string) => openNaive(stage, actor, name)
  return {
    bank,
    comesAgainMs: Infinity,
    async fill(payments) {
      const app = await open('app')
      for (const payment of payments) await app.add(payment)
    },
    async take(worker) {
      const payment = await (await open(worker)).take()
      if (payment === null) return undefined
      return { payment, attempt: 1, finish: async () => bank.book(await stage.actor(worker), payment) }
    },
    left: async () => (await stage.actor('audit')).llen((await open('audit')).key),
  }
}

export function safeDesk(stage: QueueStage, name: string): Desk {
  const bank = new Bank(stage, name)
  const processes = new Map<string, ReturnType<typeof openQueue>>()
  const open = (actor: string) => {
    const queue = processes.get(actor) ?? openQueue(stage, actor, { name })
    processes.set(actor, queue)
    return queue
  }
  return {
    bank,
    comesAgainMs: stage.params.lease,
    async fill(payments) {
      await (await open('app')).addMany(payments.map((payload) => ({ payload, id: payload.order })))
    },
    async take(worker) {
      const queue = await open(worker)
      const [job] = await queue.take(1)
      if (job === undefined) return undefined
      const finish = async () => {
        await bank.book(await stage.actor(worker), job.payload)
        await queue.ack(job)
      }
      return { payment: job.payload, attempt: job.attempt, finish }
    },
    async left() {
      const { waiting, delayed, active, dead } = await (await open('audit')).stats()
      return waiting + delayed + active + dead
    },
  }
}
