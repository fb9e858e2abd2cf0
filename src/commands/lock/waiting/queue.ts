import type { Lease } from '../../../patterns/lock/index.js'
import type { LockStage } from '../params.js'
import { openProcess, type Process } from './line.js'
import type { Served } from './served.js'

export const APPS = 5
const WORK_MS = 100

/** Everybody stands in the queue, on a few app servers, and each works for a moment when he has the lock. */
export async function queueUp(stage: LockStage): Promise<Served> {
  const { waiters } = stage.params
  const before = stage.sent()
  const open = (actor: string) => openProcess(stage, { actor, name: 'waiting' })
  const holder = await open('holder')
  const apps = await Promise.all(Array.from({ length: APPS }, (_, index) => open(`app-${index + 1}`)))

  let lease = await holder.lock.acquire()
  const turns = new Map<number, Promise<Turn>>()
  for (let waiter = 1; waiter <= waiters; waiter++) {
    const { turn } = await (apps[(waiter - 1) % APPS] as Process).join()
    turns.set(waiter, named(waiter, turn))
  }
  const order: number[] = []
  while (turns.size > 0) {
    await stage.clock.advance(WORK_MS)
    await lease.release()
    const next = await Promise.race(turns.values())
    turns.delete(next.waiter)
    order.push(next.waiter)
    lease = next.lease
  }
  await lease.release()
  return { order, acquires: waiters + 1, sent: stage.sent() - before }
}

interface Turn {
  waiter: number
  lease: Lease
}

function named(waiter: number, turn: Promise<Lease>): Promise<Turn> {
  const named = turn.then((lease) => ({ waiter, lease }))
  // It may fail while nobody looks: when the run is stopped.
  named.catch(() => {})
  return named
}
