import { formatDuration } from '../../scenario/duration.js'
import type { Event, StateEvent } from '../../scenario/event.js'
import { absence, type Absence } from './absence.js'
import { naiveLock, safeLock } from './locks.js'
import { type Outcome, sideBySide, timeline } from './owner/pictures.js'
import type { LockScenario, LockStage } from './params.js'

export const owner: LockScenario = {
  name: 'owner',
  title: 'Whose lock is it? A late release',
  summary:
    'The work takes longer than the lease. Then the holder gives back a lock that is not its own any more.',
  uses: ['ttl', 'late'],
  next: [{ command: 'redis-patterns lock paused', why: 'the late holder also writes' }],
  run: playOwner,
}

async function* playOwner(stage: LockStage): AsyncGenerator<Event, void, void> {
  const times = absence(stage.params)
  const { ttl, late } = stage.params

  yield {
    type: 'note',
    text: `app-1 takes the naive lock for ${formatDuration(ttl)} and works for ${formatDuration(ttl + late)}. Its lease ends, app-2 takes the lock. Then app-1 is done and sends DEL. DEL asks nobody whose lock it is: app-2's is gone, and app-3 takes it while app-2 works.`,
  }
  const naive = await withNaive(stage, times)
  yield timeline(times, naive)
  yield {
    type: 'verdict',
    id: 'owner.naive',
    claim: 'the naive release deletes the lock of another owner',
    holds: !naive.kept && naive.third,
    detail: `after the DEL of app-1, app-2 ${naive.kept ? 'still has' : 'has lost'} the lock and app-3 ${naive.third ? 'gets' : 'does not get'} it`,
  }

  yield {
    type: 'note',
    text: 'The same work. In the safe lock stands a token, and the script of release compares it before it deletes. app-1 is told that the lock was not its own any more, and nothing changes.',
  }
  const { state, released, ...safe } = await withSafe(stage, times)
  yield state
  yield sideBySide(naive, safe)
  yield {
    type: 'verdict',
    id: 'owner.safe',
    claim: 'the safe release refuses, and the owner keeps its lock',
    holds: safe.kept && !safe.third && !released,
    detail: `release answered ${released}, the lock holds ${state.keys[0]?.preview[0] ?? 'nothing'}, app-3 ${safe.third ? 'gets' : 'does not get'} it`,
  }
}

async function withNaive(stage: LockStage, times: Absence): Promise<Outcome> {
  const open = (actor: string) => naiveLock(stage, { actor, name: 'owner:naive' })
  const [one, two, three] = [await open('app-1'), await open('app-2'), await open('app-3')]
  await one.tryAcquire()
  await stage.clock.advance(times.arrives)
  await two.tryAcquire()
  await stage.clock.advance(times.returns - times.arrives)
  await one.release()
  const after = await stage.state('the lock', [one.key])
  return { kept: after.keys[0]?.type === 'string', third: await three.tryAcquire() }
}

async function withSafe(
  stage: LockStage,
  times: Absence,
): Promise<Outcome & { state: StateEvent; released: boolean }> {
  const open = (actor: string) => safeLock(stage, { actor, name: 'owner' })
  const [one, two, three] = [await open('app-1'), await open('app-2'), await open('app-3')]
  const late = await one.acquire()
  await stage.clock.advance(times.arrives)
  const present = await two.acquire()
  await stage.clock.advance(times.returns - times.arrives)
  const released = await late.release()
  const state = await stage.state('the lock, after the release of app-1', [one.key])
  const kept = state.keys[0]?.preview[0] === present.token
  return { kept, third: (await three.tryAcquire()) !== null, state, released }
}
