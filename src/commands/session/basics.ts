import { isDeepStrictEqual } from 'node:util'
import type { Session } from '../../patterns/session/index.js'
import { formatDuration } from '../../scenario/duration.js'
import type { Event, StateEvent, TableEvent } from '../../scenario/event.js'
import { keysOf, shortened } from './ids.js'
import type { SessionScenario, SessionStage } from './params.js'
import { playSliding } from './sliding.js'
import { type Data, safeStore } from './versions.js'

const NAME = 'basics'

export const basics: SessionScenario = {
  name: NAME,
  title: 'The basics: one hash, and its expiry',
  summary: 'ada signs in, her session is read, and it lives on while she uses it, up to a cap.',
  uses: ['ttl'],
  next: [
    { command: 'redis-patterns session basics --ttl 24h', why: 'sessions of a day' },
    { command: 'redis-patterns session crash', why: 'what a crash leaves behind' },
  ],
  run: playBasics,
}

async function* playBasics(stage: SessionStage): AsyncGenerator<Event, void, void> {
  const app = await stage.actor('app')
  const sessions = safeStore(stage, NAME, app)
  const since = new Date(stage.clock.now())
  const data = { roles: ['admin', 'editor'], since: since.getTime() }

  yield {
    type: 'note',
    text: `ada signs in. One script writes a hash and its expiry, ${formatDuration(stage.params.ttl)} from now. Her browser gets the id in a cookie, and Redis gets only a SHA-256 of it. Whoever reads Redis, its log or its backup finds no id that opens a session.`,
  }
  const session = await sessions.create(data, { userId: 'ada' })
  const { session: key, hash } = keysOf(stage, NAME, session.id)
  const state = await stage.state('the session in Redis', [key])
  yield whoHasWhat(session, hash)
  yield state
  yield {
    type: 'verdict',
    id: 'basics.hash',
    claim: 'Redis has a hash of the id, and not the id',
    holds: state.keys[0]?.type === 'hash' && !mentions(state, session.id),
    detail: `the key ends with the SHA-256 of the cookie: ${shortened(hash)}`,
  }

  yield {
    type: 'note',
    text: 'Each field of the session is a field of the hash, as JSON: a list comes back as a list and a number as a number. JSON has no dates, and a Date would come back as text. So store its number.',
  }
  const stored = await app.hmget(key, 'roles', 'since')
  const read = (await sessions.get(session.id))?.data ?? {}
  yield typesTable(stored, read)
  yield {
    type: 'verdict',
    id: 'basics.types',
    claim: 'typed values survive the round trip',
    holds: isDeepStrictEqual(read, data) && new Date(Number(read.since)).getTime() === since.getTime(),
    detail: JSON.stringify(read),
  }
  yield* playSliding(stage)
}

function whoHasWhat({ id }: Session<Data>, hash: string): TableEvent {
  return {
    type: 'table',
    id: 'who',
    title: 'who has what',
    columns: [{ label: 'where' }, { label: 'what' }, { label: 'value' }],
    rows: [
      ['the browser, in a cookie', 'the id', shortened(id)],
      ['Redis, in the key', 'SHA-256 of the id', shortened(hash)],
    ],
  }
}

function typesTable(stored: readonly (string | null)[], read: Data): TableEvent {
  const { roles, since } = read
  return {
    type: 'table',
    id: 'types',
    title: 'there and back',
    columns: [{ label: 'field' }, { label: 'stored' }, { label: 'comes back as' }],
    rows: [
      ['roles', stored[0] ?? null, Array.isArray(roles) ? `list: ${roles.join(', ')}` : typeof roles],
      ['since', stored[1] ?? null, `${typeof since}: ${String(since)}`],
      ['new Date(since)', null, new Date(Number(since)).toISOString()],
    ],
  }
}

/** Whether what Redis shows has the secret part of an id. */
function mentions(state: StateEvent, id: string): boolean {
  return JSON.stringify(state).includes(id.split('.')[1] ?? id)
}
