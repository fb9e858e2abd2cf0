import { interleave } from '../../../scenario/interleave.js'
import { naiveLock } from '../locks.js'
import type { LockStage } from '../params.js'
import type { Served } from './served.js'

/** Everybody asks in a hot loop: the naive way. Who holds the lock before them gives it back while they ask. */
export async function poll(stage: LockStage): Promise<Served> {
  const { waiters } = stage.params
  const before = stage.sent()
  const open = (actor: string) => naiveLock(stage, { actor, name: 'waiting:naive' })
  const holder = await open('holder')
  const names = Array.from({ length: waiters }, (_, index) => `waiter-${index + 1}`)
  const locks = await Promise.all(names.map(open))

  await holder.tryAcquire()
  // They come one after the other, and each is refused.
  for (const lock of locks) await lock.tryAcquire()
  const order: number[] = []
  const clients = locks.map((lock, index) => ({
    actor: names[index] as string,
    program: () => lock.using(async () => void order.push(index + 1)),
  }))
  const all = [{ actor: 'holder', program: () => holder.release() }, ...clients]
  await interleave(
    await Promise.all(
      all.map(async ({ actor, program }) => ({ connection: await stage.actor(actor), program })),
    ),
    stage.rng,
  )
  return { order, acquires: waiters + 1, sent: stage.sent() - before }
}
