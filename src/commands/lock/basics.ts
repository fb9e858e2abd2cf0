import type { Lease, Lock } from '../../patterns/lock/index.js'
import { formatDuration } from '../../scenario/duration.js'
import type { Event, StateEvent } from '../../scenario/event.js'
import { safeLock } from './locks.js'
import type { LockScenario, LockStage } from './params.js'

export const basics: LockScenario = {
  name: 'basics',
  title: 'The basics: one has it, the others are told no',
  summary:
    'Take it, be refused, make it last longer, give it back. The key, its expiry, and the fencing number.',
  uses: ['ttl'],
  next: [{ command: 'redis-patterns lock crash', why: 'who dies at the wrong moment locks everybody out' }],
  run: playBasics,
}

async function* playBasics(stage: LockStage): AsyncGenerator<Event, void, void> {
  const open = (actor: string) => safeLock(stage, { actor, name: 'report' })
  const [one, two] = [await open('app-1'), await open('app-2')]
  const keys = () => stage.state('the keys', [one.key, `${one.key}:fence`])

  yield {
    type: 'note',
    text: `app-1 takes the lock. The script does SET with NX, which writes only when the key is not there, and with PX, which sets the expiry in the same step: ${formatDuration(stage.params.ttl)}. The value is a token that only app-1 knows. The reply is the fencing number of this lease.`,
  }
  const lease = await one.acquire()
  const taken = await keys()
  yield taken
  yield {
    type: 'verdict',
    id: 'basics.acquire',
    claim: 'the lock holds the token of app-1, and ends by itself',
    holds: holder(taken) === lease.token && endsWithin(taken, stage.params.ttl),
    detail: `token ${lease.token}, fencing number ${lease.fencingToken}`,
  }
  yield* refuse(two, keys)
  yield* extend(stage, lease, keys)
  yield* release(lease, two, keys)
}

type LookAtKeys = () => Promise<StateEvent>

async function* refuse(other: Lock, keys: LookAtKeys): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'app-2 wants it, too. SET with NX writes nothing, and the answer is nil: no error, a plain no. app-2 can do something else, or wait in the queue, as the waiting scenario shows.',
  }
  const before = holder(await keys())
  const answer = await other.tryAcquire()
  const after = holder(await keys())
  yield answers('refused', [['app-2', answer === null ? 'no' : 'yes']])
  yield {
    type: 'verdict',
    id: 'basics.refused',
    claim: 'the second is refused and changes nothing',
    holds: answer === null && after === before,
    detail: `the lock still holds ${after}`,
  }
}

async function* extend(stage: LockStage, lease: Lease, keys: LookAtKeys): AsyncGenerator<Event, void, void> {
  const { ttl } = stage.params
  const part = ttl / 2
  yield {
    type: 'note',
    text: `${formatDuration(part)} later, on the run's own clock, app-1 is not done. It extends the lease: the script compares the token, and only then sets a new expiry. using() of the library does this by itself, every third of the lease.`,
  }
  await stage.clock.advance(part)
  const before = secondsLeft(await keys())
  const extended = await lease.extend()
  const state = await keys()
  yield state
  yield {
    type: 'verdict',
    id: 'basics.extend',
    claim: 'the lease lasts from now on for its full time',
    holds: extended && before < secondsLeft(state) && endsWithin(state, ttl),
    detail: `${before} s were left, now ${secondsLeft(state)} s`,
  }
}

async function* release(lease: Lease, other: Lock, keys: LookAtKeys): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'app-1 is done and gives the lock back: compare the token, then delete. app-2 asks again and gets it, with a larger fencing number. The number outlives the lease, so that it can only go up.',
  }
  const released = await lease.release()
  const free = holder(await keys()) === undefined
  const next = await other.tryAcquire()
  yield answers('released', [
    ['app-1 releases', released ? 'done' : 'it was not ours any more'],
    ['app-2 asks again', next ? 'yes' : 'no'],
  ])
  yield await keys()
  yield {
    type: 'verdict',
    id: 'basics.release',
    claim: 'the owner frees the lock, and the next one gets it',
    holds: released && free && next !== null,
    detail: `now it holds ${next?.token}`,
  }
  yield {
    type: 'verdict',
    id: 'basics.fence',
    claim: 'the later lease has the larger fencing number',
    holds: next !== null && next.fencingToken > lease.fencingToken,
    detail: `${lease.fencingToken}, then ${next?.fencingToken}`,
  }
}

function answers(id: string, rows: [string, string][]): Event {
  return {
    type: 'table',
    id,
    title: 'who asked, and the answer',
    columns: [{ label: 'asked' }, { label: 'answer' }],
    rows,
  }
}

/** The token in the lock, if it is there. */
function holder({ keys }: StateEvent): string | undefined {
  return keys[0]?.preview[0]
}

function secondsLeft({ keys }: StateEvent): number {
  return keys[0]?.ttlSeconds ?? Infinity
}

function endsWithin(state: StateEvent, ttlMs: number): boolean {
  return secondsLeft(state) * 1000 <= ttlMs
}
