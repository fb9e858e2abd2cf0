import type { Connection } from '../../engine/engine.js'
import { Queue, type QueueOptions } from '../../patterns/queue/index.js'
import { NaiveQueue } from '../../patterns/queue/naive.js'
import type { QueueStage } from './params.js'

/** A job of the scenarios: to charge the card of a customer for an order. */
export interface Payment {
  order: string
  customer: string
  amount: number
}

export const CUSTOMERS = ['ada', 'grace', 'alan', 'edsger', 'barbara', 'frances', 'ken', 'radia'] as const

/** The payments of orders 1, 2, 3… */
export function payments(count: number): Payment[] {
  return Array.from({ length: count }, (_, index) => ({
    order: `order-${index + 1}`,
    customer: CUSTOMERS[index % CUSTOMERS.length] as string,
    amount: 20 + 10 * (index % 4),
  }))
}

export const PAYMENT = payments(1)[0] as Payment

type Settings = Partial<QueueOptions<Payment>> & { name: string }

/** The safe queue as one process has it. Its clock is that of the run, and its leases are numbered: `worker-1.1`. */
export async function openQueue(
  stage: QueueStage,
  actor: string,
  settings: Settings,
): Promise<Queue<Payment>> {
  let count = 0
  const queue = new Queue<Payment>(await stage.actor(actor), {
    prefix: stage.namespace,
    leaseMs: stage.params.lease,
    now: stage.clock.now,
    ids: () => `${actor}.${++count}`,
    ...settings,
  })
  return stage.use(queue)
}

export async function openNaive(
  stage: QueueStage,
  actor: string,
  name: string,
): Promise<NaiveQueue<Payment>> {
  return new NaiveQueue<Payment>(await stage.actor(actor), { prefix: stage.namespace, name })
}

/** A key of the safe queue of that name, as docs/library/queue.md lists them. */
export function queueKey(stage: QueueStage, name: string, part: string): string {
  return `${stage.namespace}{${name}}:${part}`
}

/** What the work changes: a statement that only grows, and charges that are kept by order. */
export class Bank {
  readonly statement: string
  readonly charges: string

  constructor({ namespace }: Pick<QueueStage, 'namespace'>, name: string) {
    this.statement = `${namespace}{${name}-bank}:statement`
    this.charges = `${namespace}{${name}-bank}:charges`
  }

  /** Without an idempotency key: each call is a charge. */
  async book(redis: Connection, { order, amount }: Payment): Promise<void> {
    await redis.rpush(this.statement, `${order}:${amount}`)
  }

  /** The order is the idempotency key: a second charge of the same order changes nothing. */
  async charge(redis: Connection, { order, amount }: Payment): Promise<void> {
    await redis.hsetnx(this.charges, order, amount)
  }

  async booked(redis: Connection): Promise<string[]> {
    return (await redis.lrange(this.statement, 0, -1)).map((line) => line.split(':')[0] as string)
  }

  charged(redis: Connection): Promise<string[]> {
    return redis.hkeys(this.charges)
  }
}
