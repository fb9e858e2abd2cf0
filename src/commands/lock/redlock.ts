import { formatDuration } from '../../scenario/duration.js'
import type { EngineFacts, Event, TableEvent } from '../../scenario/event.js'
import { grouped } from '../../scenario/text.js'
import type { LockScenario, LockStage } from './params.js'
import { majorityDies, minorityDies } from './redlock/deaths.js'
import { type Client, type Electorate, inWords, isLease, openElectorate } from './redlock/electorate.js'
import { oneForgets } from './redlock/forgets.js'
import { Votes } from './redlock/votes.js'

/** What the library takes off: 1 % of the lease, and 2 ms. */
const DRIFT = 0.01
const AT_LEAST_MS = 2

export const redlock: LockScenario = {
  name: 'redlock',
  title: 'Redlock: a majority of independent servers',
  summary:
    'The lock belongs to who has it on more than half of several servers. Some of them die, and one forgets.',
  uses: ['ttl', 'servers'],
  next: [{ command: 'redis-patterns lock redlock --servers 7', why: 'seven servers can lose three' }],
  run: playRedlock,
}

async function* playRedlock(stage: LockStage): AsyncGenerator<Event, void, void> {
  const electorate = await openElectorate(stage)
  const clients = { one: await electorate.client('app-1'), two: await electorate.client('app-2') }
  yield* allUp(stage, electorate, clients.one)
  yield* minorityDies(electorate, clients)
  yield* majorityDies(electorate, clients)
  yield* oneForgets(electorate)
}

async function* allUp(
  stage: LockStage,
  electorate: Electorate,
  client: Client,
): AsyncGenerator<Event, void, void> {
  const { servers, majority } = electorate
  const { ttl } = stage.params
  const margin = ttl * DRIFT + AT_LEAST_MS
  yield {
    type: 'note',
    text: `${servers.length} servers, none a replica of another: ${describe(servers[0]?.facts)}. app-1 sends SET with NX and PX to all (one after the other, so that each run is the same) and needs ${majority} that say yes. The lease is valid for its ${formatDuration(ttl)}, less the time that it took, less a margin for clocks that run faster than ours. To give it back, app-1 first asks each server whether it has DELIFEQ or DELEX.`,
  }
  const answer = await client.ask()
  const votes = await Votes.of(electorate)
  yield votes.table('all', 'all are up')
  yield validity(ttl, margin)
  yield {
    type: 'verdict',
    id: 'redlock.all',
    claim: 'who has most servers has the lock',
    holds: votes.for(answer) >= majority,
    detail: `app-1 ${inWords(answer)} on ${votes.for(answer)} of ${servers.length}`,
  }
  const valid = isLease(answer) ? answer.remainingMs : 0
  yield {
    type: 'verdict',
    id: 'redlock.validity',
    claim: 'the lease counts as over before the first server can forget it',
    holds: valid > 0 && valid <= ttl - margin,
    detail: `at most ${grouped(ttl - margin)} of ${grouped(ttl)} ms`,
  }
  await client.release(answer)
}

function validity(ttl: number, margin: number): TableEvent {
  return {
    type: 'table',
    id: 'validity',
    title: 'how long the lease is valid',
    columns: [{ label: '' }, { label: 'ms', align: 'right' }],
    rows: [
      ['expiry on each server', ttl],
      ['margin: 1 % and 2 ms', -margin],
      ['valid for at most', ttl - margin],
    ],
  }
}

function describe(facts: EngineFacts | undefined): string {
  const where =
    facts?.kind === 'server'
      ? 'each a process of its own'
      : 'each with its own port and data, in this process'
  return `${facts?.product} ${facts?.version}, ${where}`
}
