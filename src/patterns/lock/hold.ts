import { sleep, untilAborted } from '../_kit/wait.js'
import type { Lease, LeaseOwner } from './lease.js'
import { LeaseLostError } from './lease-lost-error.js'
import type { FencingToken } from './types.js'

/** Work under a lease. It should stop when the signal aborts: from then on it may not be alone. */
export type Work<Held, Result> = (signal: AbortSignal, lease: Held) => Promise<Result> | Result

type AnyLease = Lease<FencingToken | undefined>

/** Extends the lease until the work is done, then releases it. @throws {LeaseLostError} when it was lost before. */
export async function hold<Held extends AnyLease, Result>(
  owner: LeaseOwner,
  lease: Held,
  work: Work<Held, Result>,
  given: AbortSignal | undefined,
): Promise<Result> {
  const done = new AbortController()
  void keepExtending(owner, lease, AbortSignal.any([lease.signal, done.signal]))
  const signal = given ? AbortSignal.any([given, lease.signal]) : lease.signal
  const [outcome] = await Promise.allSettled([(async () => work(signal, lease))()])
  done.abort()
  await lease[Symbol.asyncDispose]()
  const failure: unknown = outcome.status === 'rejected' ? outcome.reason : undefined
  if (lease.lost)
    throw failure === lease.lost
      ? lease.lost
      : new LeaseLostError(owner.name, lease.lost.why, { cause: failure })
  if (outcome.status === 'rejected') throw failure
  return outcome.value
}

/** A third of the time is left to try again when an extension fails, and a third to tell the work. */
async function keepExtending(owner: LeaseOwner, lease: AnyLease, stop: AbortSignal): Promise<void> {
  let pauseMs = owner.ttlMs / 3
  while (!stop.aborted) {
    try {
      await sleep(pauseMs, stop)
      await untilAborted(lease.extend(), stop)
      pauseMs = owner.ttlMs / 3
    } catch (error) {
      if (!stop.aborted) owner.tell({ type: 'trouble', lock: owner.name, error })
      pauseMs = owner.ttlMs / 20
    }
  }
}
