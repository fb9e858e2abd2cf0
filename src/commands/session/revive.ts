import { formatDuration } from '../../scenario/duration.js'
import type { BarsChart, Event, TableEvent } from '../../scenario/event.js'
import { pauseAfter } from '../../scenario/pause.js'
import { counted } from '../../scenario/text.js'
import { keysOf } from './ids.js'
import type { SessionScenario, SessionStage } from './params.js'
import { marked, sideBySide } from './tables.js'
import { naive, naiveKey, safe, type Sessions, type Version } from './versions.js'

const NAME = 'revive'

export const revive: SessionScenario = {
  name: NAME,
  title: 'A late save brings a session back',
  summary: 'A slow request has read the session. The user signs out. Then the request saves.',
  uses: ['sessions', 'ttl'],
  next: [
    { command: 'redis-patterns session revive --sessions 500', why: 'the same, ten times as often' },
    { command: 'redis-patterns session rotation', why: 'who else has the id?' },
  ],
  run: playRevive,
}

async function* playRevive(stage: SessionStage): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'A slow request reads a naive session with HGET. On another server ada signs out, with DEL. Then the request saves with HSET, which makes a key where there is none. ada is signed in again, and as the new key has no expiry, for ever.',
  }
  const one = await endWhileRequestsRun(stage, naive, NAME, 1, signOut)
  yield await stage.state(
    'after the late save',
    one.ids.map((id) => naiveKey(stage, NAME, id)),
  )

  yield {
    type: 'note',
    text: 'The same with the safe version. Its save is a script that first looks whether the session is there, and else writes nothing. The reply is nil, so the request learns that its user has gone.',
  }
  const other = await endWhileRequestsRun(stage, safe, NAME, 1, signOut)
  yield await stage.state(
    'after the late save',
    other.ids.map((id) => keysOf(stage, NAME, id).session),
  )
  yield* many(stage)
}

async function* many(stage: SessionStage): AsyncGenerator<Event, void, void> {
  const { sessions: count, ttl } = stage.params
  yield {
    type: 'note',
    text: `Now ${counted(count, 'session')} of each version, with a slow request each. Their users sign out, and the requests save. Then as many again, which nobody ends: they expire after ${formatDuration(ttl)}, while the requests still run.`,
  }
  const expire: End = () => stage.clock.advance(ttl)
  const found = {
    naive: await backAfter(stage, naive, count, expire),
    safe: await backAfter(stage, safe, count, expire),
  }
  yield backTable(count, found)
  yield backChart(count, found)
  yield {
    type: 'verdict',
    id: 'revive.naive',
    claim: 'a late save of the naive version revives every session',
    holds: found.naive.signedOut === count && found.naive.expired === count,
    detail: `${found.naive.signedOut} of ${count} signed out, ${found.naive.expired} of ${count} expired`,
  }
  yield {
    type: 'verdict',
    id: 'revive.safe',
    claim: 'with the safe version, a session that has ended stays ended',
    holds: found.safe.signedOut === 0 && found.safe.expired === 0,
    detail: `${found.safe.signedOut} of ${count} signed out, ${found.safe.expired} of ${count} expired`,
  }
}

/** Makes sessions end. */
type End = (sessions: Sessions, ids: readonly string[]) => Promise<unknown>

const signOut: End = (sessions, ids) => Promise.all(ids.map((id) => sessions.destroy(id)))

interface Back {
  signedOut: number
  expired: number
}

async function backAfter(stage: SessionStage, version: Version, count: number, expire: End): Promise<Back> {
  const signedOut = await endWhileRequestsRun(stage, version, 'signed-out', count, signOut)
  const expired = await endWhileRequestsRun(stage, version, 'expired', count, expire)
  return { signedOut: signedOut.back, expired: expired.back }
}

/** A request for each session reads it. The sessions end. Then the requests save: how many sessions are back? */
async function endWhileRequestsRun(
  stage: SessionStage,
  version: Version,
  name: string,
  count: number,
  end: End,
): Promise<{ ids: string[]; back: number }> {
  const open = version(stage, name)
  const [slow, other] = [await stage.actor('app-1'), await stage.actor('app-2')]
  const sessions = open(other)
  const ids = await Promise.all(Array.from({ length: count }, () => sessions.create({ userId: 'ada' })))
  await pauseAfter(
    count,
    slow,
    (redis) => Promise.all(ids.map((id) => open(redis).save(id, { cart: ['tea'] }))),
    () => end(sessions, ids),
  )
  const found = await Promise.all(ids.map((id) => sessions.get(id)))
  return { ids, back: found.filter((session) => session !== null).length }
}

function backTable(count: number, { naive, safe }: Record<'naive' | 'safe', Back>): TableEvent {
  return sideBySide(
    'back',
    'sessions that are back',
    'how they ended',
    ['of', 'naive', 'safe'],
    [
      ['their users signed out', count, backCell(naive.signedOut), backCell(safe.signedOut)],
      ['they expired', count, backCell(naive.expired), backCell(safe.expired)],
    ],
  )
}

const backCell = (back: number) => marked(back, back === 0)

function backChart(count: number, { naive, safe }: Record<'naive' | 'safe', Back>): BarsChart {
  const total = ({ signedOut, expired }: Back) => signedOut + expired
  return {
    type: 'chart',
    id: 'revived',
    kind: 'bars',
    title: 'sessions that are back',
    unit: 'sessions',
    bars: [
      { label: 'ended', value: 2 * count },
      { label: 'naive', value: total(naive), mark: 'bad' },
      { label: 'safe', value: total(safe), mark: 'good' },
    ],
    words: `Of ${2 * count} that had ended, late saves revived ${total(naive)} with the naive version and ${total(safe)} with the safe one.`,
  }
}
