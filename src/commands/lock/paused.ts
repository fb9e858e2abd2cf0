import type { Lease } from '../../patterns/lock/index.js'
import { formatDuration } from '../../scenario/duration.js'
import type { Event } from '../../scenario/event.js'
import { absence, type Absence } from './absence.js'
import { safeLock } from './locks.js'
import type { LockScenario, LockStage } from './params.js'
import { timeline } from './paused/timeline.js'
import { type Author, reportOf, writeFenced, writePlainly, writesTable } from './paused/writes.js'

export const paused: LockScenario = {
  name: 'paused',
  title: 'Paused past the lease: two holders at once',
  summary:
    'A holder stands still for longer than its lease and goes on as if nothing had happened. No lock prevents it; the resource can.',
  uses: ['ttl', 'late'],
  next: [{ command: 'redis-patterns lock waiting', why: 'many want it: a queue in place of a hot loop' }],
  run: playPaused,
}

async function* playPaused(stage: LockStage): AsyncGenerator<Event, void, void> {
  const times = absence(stage.params)
  yield {
    type: 'note',
    text: `app-1 gets the lock for ${formatDuration(times.leaseEnds)}, and its process stands still for ${formatDuration(times.returns)}: a long garbage collection, a suspended machine. Its own timers stand still, too. The lease ends, app-2 gets the lock, rightly. Then app-1 wakes up in the middle of its work.`,
  }
  const { stale, fresh } = await standStill(stage, times)
  yield timeline(times)
  yield {
    type: 'verdict',
    id: 'paused.both',
    claim: 'two believe that they have the lock',
    holds: stale.lost === undefined && fresh.fencingToken > stale.fencingToken,
    detail: `for ${formatDuration(times.returns - times.arrives)}; the fencing numbers are ${stale.fencingToken} and ${fresh.fencingToken}`,
  }
  const authors = [
    { actor: 'app-2', lease: fresh },
    { actor: 'app-1', lease: stale },
  ]
  yield* plain(stage, authors)
  yield* fenced(stage, authors)
}

async function standStill(stage: LockStage, times: Absence): Promise<{ stale: Lease; fresh: Lease }> {
  const open = (actor: string) => safeLock(stage, { actor, name: 'paused' })
  const [one, two] = [await open('app-1'), await open('app-2')]
  const stale = await one.acquire()
  await stage.clock.advance(times.arrives)
  const fresh = await two.acquire({ waitMs: 0 })
  await stage.clock.advance(times.returns - times.arrives)
  return { stale, fresh }
}

async function* plain(stage: LockStage, authors: readonly Author[]): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'app-2 has written the report, and now app-1 writes its own, which is older. A plain SET asks nothing, so the older report replaces the newer one. To look at the lock before the write does not help: the pause can come between the look and the write.',
  }
  const written = await writePlainly(stage, authors)
  yield writesTable('plain', 'a plain resource', authors, written)
  yield await stage.state('the report', [written.key])
  yield {
    type: 'verdict',
    id: 'paused.plain',
    claim: 'the late holder overwrites the newer report',
    holds: written.report === reportOf({ actor: 'app-1' }),
    detail: `the report is "${written.report}"`,
  }
}

async function* fenced(stage: LockStage, authors: readonly Author[]): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'FencedValue keeps the largest fencing number that it has seen beside the value, and refuses a smaller one, in the same step as the write. app-1 sends its number along and is refused. A database does it with WHERE fence <= $1.',
  }
  const written = await writeFenced(stage, authors)
  yield writesTable('fenced', 'a resource that checks the number', authors, written)
  yield await stage.state('the report', [written.key])
  yield {
    type: 'verdict',
    id: 'paused.fenced',
    claim: 'the resource refuses the late holder by its number',
    holds: written.report === reportOf({ actor: 'app-2' }) && written.accepted.join() === 'true,false',
    detail: `the report is "${written.report}"; ${written.accepted.filter((one) => !one).length} of ${authors.length} writes refused`,
  }
}
