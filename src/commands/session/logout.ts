import { formatDuration } from '../../scenario/duration.js'
import type { Event, TableEvent } from '../../scenario/event.js'
import { pauseAfter } from '../../scenario/pause.js'
import { counted } from '../../scenario/text.js'
import { keysOf } from './ids.js'
import type { SessionScenario, SessionStage } from './params.js'
import { marked, sideBySide } from './tables.js'
import { naiveIndex, naiveUser, type OpenUser, safeUser } from './user-sessions.js'

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
    text: 'The safe index is a sorted set: its scores are the times at which the sessions expire. Whoever uses it first removes all that is past. It lives as long as its last session, and is in the same hash slot as the sessions, so that one script reaches both.',
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
  yield* signInMeanwhile(stage)
}

async function* signInMeanwhile(stage: SessionStage): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'She logs out everywhere, and in the middle of it somebody who knows her password signs in. The naive version works through what it has read and then deletes its set. The safe version ends all sessions in one script, which does nothing if the index has one more than was read. Then it reads again.',
  }
  const naive = await logOutWhileSigningIn(stage, naiveUser)
  const safe = await logOutWhileSigningIn(stage, safeUser)
  yield outcomeTable({ naive, safe })
  yield {
    type: 'verdict',
    id: 'logout.naive-late',
    claim: 'in the naive version a session stays, and nothing lists it',
    holds: naive.signedIn === 1 && naive.listed === 0,
    detail: `${naive.signedIn} signed in, ${naive.listed} listed`,
  }
  yield {
    type: 'verdict',
    id: 'logout.safe-late',
    claim: 'in the safe version none stays',
    holds: safe.signedIn === 0 && safe.listed === 0,
    detail: `${safe.ended} ended, ${safe.signedIn} signed in`,
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
  return { ids, signedIn: await signedIn(ids, sessions.isSignedIn), listed: await sessions.listed() }
}

/** Between the reading of the index and the ending of the sessions, one more signs in on another server. */
async function logOutWhileSigningIn(
  stage: SessionStage,
  open: OpenUser,
): Promise<Omit<Standing, 'ids'> & { ended: number }> {
  const name = 'meanwhile'
  const sessions = open(stage, name, await stage.actor('app-1'))
  const other = open(stage, name, await stage.actor('app-2'))
  const ids = [await sessions.signIn('laptop'), await sessions.signIn('phone')]
  let ended = 0
  await pauseAfter(
    1,
    await stage.actor('app-1'),
    async () => void (ended = await sessions.logOutEverywhere()),
    async () => ids.push(await other.signIn('unknown')),
  )
  return { ended, signedIn: await signedIn(ids, sessions.isSignedIn), listed: await sessions.listed() }
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

function outcomeTable(found: Record<string, Awaited<ReturnType<typeof logOutWhileSigningIn>>>): TableEvent {
  const versions = Object.values(found)
  return sideBySide('everywhere', 'after "log out everywhere"', 'sessions of ada', Object.keys(found), [
    ['ended', ...versions.map(({ ended }) => ended)],
    ['still signed in', ...versions.map((each) => marked(each.signedIn, each.signedIn === 0))],
    ['in the index', ...versions.map(({ listed }) => listed)],
  ])
}
