import { crashAfter } from '../../scenario/crash.js'
import { formatDuration } from '../../scenario/duration.js'
import type { Event } from '../../scenario/event.js'
import { sideBySide, timeline } from './crash/pictures.js'
import { freedAt, type Try } from './crash/tries.js'
import { naiveLock, safeLock } from './locks.js'
import type { LockScenario, LockStage } from './params.js'

const HOUR_MS = 3_600_000

export const crash: LockScenario = {
  name: 'crash',
  title: 'Dead between two commands: locked for ever',
  summary: 'SETNX, then EXPIRE. A process that dies between the two leaves a lock that nobody can take.',
  uses: ['ttl'],
  next: [{ command: 'redis-patterns lock owner', why: 'the next fault: DEL, whoever has the lock' }],
  run: playCrash,
}

async function* playCrash(stage: LockStage): AsyncGenerator<Event, void, void> {
  const { ttl } = stage.params
  const times = [ttl / 2, ttl, 2 * ttl, 2 * ttl + HOUR_MS]

  yield {
    type: 'note',
    text: `The naive version takes the lock with SETNX and sets its expiry with EXPIRE. app-1 is killed between the two. The key has no expiry, so no clock will ever free it: app-2 is refused after ${formatDuration(ttl)}, and also an hour later.`,
  }
  const naive = await dieNaively(stage, times)
  yield await stage.state(`the lock, ${formatDuration(times.at(-1) ?? 0)} after the death of app-1`, [
    naive.key,
  ])
  yield {
    type: 'verdict',
    id: 'crash.naive',
    claim: 'the naive lock is stuck for ever',
    holds: naive.tries.length === times.length && freedAt(naive.tries) === undefined && naive.ttl === -1,
    detail: `TTL ${naive.ttl}: no expiry; ${naive.tries.length} tries, none got it`,
  }

  const safe = yield* dieWithLease(stage, times, naive.tries)
  yield {
    type: 'note',
    text: 'The lease says how long all others stand still when a holder dies. A short one frees the lock sooner; too short a one ends while its holder still works, which is what the next scenarios are about.',
  }
  yield timeline(ttl, { naive: naive.tries, safe })
}

async function* dieWithLease(
  stage: LockStage,
  times: readonly number[],
  naive: readonly Try[],
): AsyncGenerator<Event, Try[], void> {
  const { ttl } = stage.params
  yield {
    type: 'note',
    text: `SET with NX and PX writes the key and its expiry in one step: there is no moment between the two in which app-1 could die. It dies as early as it can, and its next command is never sent. After ${formatDuration(ttl)} the key is gone by itself, and app-2 gets the lock.`,
  }
  const safe = await dieSafely(stage, times)
  yield sideBySide(times, ttl, { naive, safe })
  yield {
    type: 'verdict',
    id: 'crash.safe',
    claim: 'the safe lock is free when the lease is over, not earlier',
    holds: freedAt(safe) === ttl,
    detail: `refused after ${formatDuration(ttl / 2)}, free after ${formatDuration(freedAt(safe) ?? Infinity)}`,
  }
  return safe
}

async function dieNaively(
  stage: LockStage,
  times: readonly number[],
): Promise<{ key: string; ttl: number; tries: Try[] }> {
  const open = (actor: string) => naiveLock(stage, { actor, name: 'crash:naive' })
  const [one, two] = [await open('app-1'), await open('app-2')]
  await crashAfter(1, await stage.actor('app-1'), () => one.tryAcquire())
  const tries = await ask(stage, times, () => two.tryAcquire())
  return { key: one.key, ttl: await (await stage.actor('app-2')).ttl(one.key), tries }
}

async function dieSafely(stage: LockStage, times: readonly number[]): Promise<Try[]> {
  const open = (actor: string) => safeLock(stage, { actor, name: 'crash' })
  const [one, two] = [await open('app-1'), await open('app-2')]
  await crashAfter(1, await stage.actor('app-1'), () => one.using(() => {}, { waitMs: 0 }))
  return ask(stage, times, async () => (await two.tryAcquire()) !== null)
}

/** Asks at each of the times until it gets the lock; in between the run's own clock goes on. */
async function ask(stage: LockStage, times: readonly number[], get: () => Promise<boolean>): Promise<Try[]> {
  const tries: Try[] = []
  for (const atMs of times) {
    await stage.clock.advance(atMs - (tries.at(-1)?.atMs ?? 0))
    tries.push({ atMs, got: await get() })
    if (tries.at(-1)?.got) break
  }
  return tries
}
