import { formatDuration } from '../../scenario/duration.js'
import type { Event, TableEvent } from '../../scenario/event.js'
import { pauseAfter } from '../../scenario/pause.js'
import { counted } from '../../scenario/text.js'
import { keysOf } from './ids.js'
import type { SessionScenario, SessionStage } from './params.js'
import { marked, sideBySide } from './tables.js'
import { naiveIndex, naiveUser, type OpenUser, safeUser, type UserSessions } from './user-sessions.js'

const NAME = 'logout'

export const logout: SessionScenario = {
  name: NAME,
  title: 'Log out everywhere',
  summary: 'ada is signed in on several devices, and some of her sessions have expired. She logs out of all.',
  uses: ['devices', 'ttl'],
  next: [{ command: 'redis-patterns session logout --devices 20', why: 'more dead ids in the naive index' }],
  run: playLogout,
}

async function* playLogout(stage: SessionStage): AsyncGenerator<Event, void, void> {
  const { devices, ttl } = stage.params
  const old = Math.floor(devices / 2)

  yield {
    type: 'note',
    text: `The naive index is a set to which each sign-in adds its id. ada signs in on ${counted(old, 'device')} and leaves. ${formatDuration(ttl)} later those sessions have expired, and she signs in on ${devices - old} more. The set has not heard of any expiry, and has none itself.`,
  }
  const naive = await signInEverywhere(stage, naiveUser, old)
  yield indexTable('naive', 'a set of ids', { naive })
  yield await stage.state('the index', [naiveIndex(stage, NAME)])
  yield {
    type: 'verdict',
    id: 'logout.naive',
    claim: 'the naive index lists sessions that are dead',
    holds: naive.signedIn < naive.listed,
    detail: `${naive.signedIn} signed in, ${naive.listed} listed`,
  }

  yield {
    type: 'note',
    text: 'The safe index is a sorted set: its scores are the times at which the sessions expire. Each sign-in and each look at it removes those that are past. It lives as long as its last session, and in the same hash slot, so that one script reaches both.',
  }
  const safe = await signInEverywhere(stage, safeUser, old)
  yield indexTable('index', 'naive beside safe', { naive, safe })
  yield await stage.state('the index', [keysOf(stage, NAME, safe.ids.at(-1) ?? '').index])
  yield {
    type: 'verdict',
    id: 'logout.safe',
    claim: 'the safe index lists those that are signed in, and no others',
    holds: safe.listed === safe.signedIn && safe.signedIn === devices - old,
    detail: `${safe.signedIn} signed in, ${safe.listed} listed`,
  }
  yield* signInMeanwhile(stage, { naive, safe })
}

async function* signInMeanwhile(
  stage: SessionStage,
  before: Record<'naive' | 'safe', Standing>,
): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'ada logs out everywhere. Meanwhile somebody who knows her password signs in on app-2. The naive version works through the ids that it has read, then deletes its set, and with it the only trace of the new session.',
  }
  const naive = await logOutMeanwhile(stage, naiveUser, before.naive.ids)
  yield outcomeTable('naive-everywhere', { naive })
  yield {
    type: 'verdict',
    id: 'logout.naive-late',
    claim: 'in the naive version a session stays, and nothing lists it',
    holds: naive.signedIn === 1 && naive.listed === 0,
    detail: `it ended ${naive.ended}; ${naive.signedIn} signed in, ${naive.listed} listed`,
  }

  yield {
    type: 'note',
    text: 'The safe version ends all sessions in one script. The script is told which ones were read, and does nothing when the index has another: the reply is nil. Then it reads again, and the new session goes with the others.',
  }
  const safe = await logOutMeanwhile(stage, safeUser, before.safe.ids)
  yield outcomeTable('everywhere', { naive, safe })
  yield {
    type: 'verdict',
    id: 'logout.safe-late',
    claim: 'in the safe version none stays',
    holds: safe.signedIn === 0 && safe.listed === 0 && safe.ended === before.safe.signedIn + 1,
    detail: `it ended ${safe.ended}; ${safe.signedIn} signed in, ${safe.listed} listed`,
  }
}

interface Standing {
  ids: string[]
  /** Counted one by one, without the index. */
  signedIn: number
  listed: number
}

/** The first `old` sessions expire before the others begin. */
async function signInEverywhere(stage: SessionStage, open: OpenUser, old: number): Promise<Standing> {
  const sessions = open(stage, NAME, await stage.actor('app-1'))
  const ids: string[] = []
  for (let device = 1; device <= stage.params.devices; device++) {
    ids.push(await sessions.signIn(`device-${device}`))
    if (device === old) await stage.clock.advance(stage.params.ttl)
  }
  return standingOf(sessions, ids)
}

interface Outcome extends Standing {
  /** As the version counts them. */
  ended: number
}

/** Between the reading of the index and the ending of the sessions, one more signs in on another server. */
async function logOutMeanwhile(stage: SessionStage, open: OpenUser, before: string[]): Promise<Outcome> {
  const app = await stage.actor('app-1')
  const sessions = open(stage, NAME, app)
  const other = open(stage, NAME, await stage.actor('app-2'))
  const ids = [...before]
  let ended = 0
  await pauseAfter(
    1,
    app,
    async () => void (ended = await sessions.logOutEverywhere()),
    async () => ids.push(await other.signIn('unknown')),
  )
  return { ...(await standingOf(sessions, ids)), ended }
}

async function standingOf(sessions: UserSessions, ids: string[]): Promise<Standing> {
  return { ids, signedIn: await signedIn(ids, sessions.isSignedIn), listed: await sessions.listed() }
}

async function signedIn(ids: readonly string[], ask: (id: string) => Promise<boolean>): Promise<number> {
  const answers = await Promise.all(ids.map(ask))
  return answers.filter(Boolean).length
}

function indexTable(id: string, title: string, found: Record<string, Standing>): TableEvent {
  const versions = Object.values(found)
  return sideBySide(id, title, 'sessions of ada', Object.keys(found), [
    ['signed in', ...versions.map((each) => each.signedIn)],
    ['in the index', ...versions.map((each) => marked(each.listed, each.listed === each.signedIn))],
    ['dead, in the index', ...versions.map(deadCell)],
  ])
}

function deadCell({ listed, signedIn: alive }: Standing) {
  return marked(listed - alive, listed === alive)
}

function outcomeTable(id: string, found: Record<string, Outcome>): TableEvent {
  const versions = Object.values(found)
  return sideBySide(id, 'after "log out everywhere"', 'sessions of ada', Object.keys(found), [
    ['ended, it says', ...versions.map(({ ended }) => ended)],
    ['still signed in', ...versions.map((each) => marked(each.signedIn, each.signedIn === 0))],
    ['in the index', ...versions.map((each) => marked(each.listed, each.listed === each.signedIn))],
  ])
}
