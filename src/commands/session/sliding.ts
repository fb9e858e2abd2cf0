import { formatDuration } from '../../scenario/duration.js'
import type { Cell, Event, TableEvent, TimelineChart } from '../../scenario/event.js'
import { keysOf } from './ids.js'
import type { SessionStage } from './params.js'
import { marked } from './tables.js'
import { CAP, naiveKey, naiveStore, safeStore } from './versions.js'

const NAME = 'sliding'

/** One request, and what it found. */
interface Request {
  atMs: number
  ttlBefore: number | null
  ttlAfter: number | null
  /** Is ada still signed in, with a fixed expiry? */
  fixed: boolean
}

interface Stay {
  requests: Request[]
  /** When each of the two ends, or has ended, counted from the sign-in. */
  endMs: { fixed: number; sliding: number }
}

/** Two sessions of a user who stays: one slides with each request up to the cap, the other one ends as told at first. */
export async function* playSliding(stage: SessionStage): AsyncGenerator<Event, void, void> {
  const { ttl } = stage.params
  const pause = pauseOf(ttl)
  const cap = CAP * ttl

  yield {
    type: 'note',
    text: `ada sends a request every ${formatDuration(pause)}. Each one reads the session and puts off its end in the same step: ${formatDuration(ttl)} from now, but never more than ${formatDuration(cap)} after the sign-in. The naive session has the end that it was given at first.`,
  }
  const { requests, endMs } = await stay(stage, pause, cap)
  yield lifeTable(requests)
  const inTime = requests.filter(({ atMs }) => atMs < cap)
  const late = requests.filter(({ atMs }) => atMs >= cap)
  yield {
    type: 'verdict',
    id: 'basics.sliding',
    claim: 'the session lives on while it is used',
    holds: inTime.length > 0 && inTime.every(({ ttlAfter }) => ttlAfter !== null),
    detail: `${inTime.filter(({ ttlAfter }) => ttlAfter !== null).length} of ${inTime.length} requests within ${formatDuration(cap)} found it`,
  }

  yield {
    type: 'note',
    text: `The cap counts from the sign-in: a stolen cookie that is used day and night is worth nothing after ${formatDuration(cap)}. The fixed expiry had thrown ada out in the middle of her work.`,
  }
  yield lives(requests, pause, endMs)
  yield {
    type: 'verdict',
    id: 'basics.cap',
    claim: 'and it ends at the cap, however often it is used',
    holds: endMs.sliding === cap && late.length > 0 && late.every(({ ttlAfter }) => ttlAfter === null),
    detail: `it ended ${formatDuration(endMs.sliding)} after the sign-in`,
  }
  const thrownOut = requests.find(({ fixed }) => !fixed)?.atMs ?? cap
  yield {
    type: 'verdict',
    id: 'basics.fixed',
    claim: 'a fixed expiry logs out a user who is active',
    holds: thrownOut < cap && thrownOut - pause <= ttl,
    detail: `logged out when she came at ${formatDuration(thrownOut)}, ${formatDuration(pause)} after the request before`,
  }
}

/** Whole seconds, and sooner than the session would end. */
function pauseOf(ttl: number): number {
  return Math.floor((ttl * 2) / 3000) * 1000
}

async function stay(stage: SessionStage, pause: number, cap: number): Promise<Stay> {
  const start = stage.clock.now()
  const app = await stage.actor('app')
  const sliding = safeStore(stage, NAME, app)
  const fixed = naiveStore(stage, NAME, app)
  const { id, expiresAtMs } = await sliding.create({}, { userId: 'ada' })
  const { session: key } = keysOf(stage, NAME, id)
  const naiveId = await fixed.create({ userId: 'ada' })
  const secondsLeft = async (of: string) => (await stage.state('', [of])).keys[0]?.ttlSeconds ?? null

  const fixedSeconds = await secondsLeft(naiveKey(stage, NAME, naiveId))
  const endMs = { fixed: (fixedSeconds ?? 0) * 1000, sliding: expiresAtMs - start }
  const requests: Request[] = []
  for (let atMs = pause; atMs < cap + pause; atMs += pause) {
    await stage.clock.advance(pause)
    const ttlBefore = await secondsLeft(key)
    const found = await sliding.get(id, { touch: true })
    if (found) endMs.sliding = found.expiresAtMs - start
    requests.push({
      atMs,
      ttlBefore,
      ttlAfter: found === null ? null : await secondsLeft(key),
      fixed: (await fixed.get(naiveId)) !== null,
    })
  }
  return { requests, endMs }
}

function lifeTable(requests: readonly Request[]): TableEvent {
  return {
    type: 'table',
    id: 'life',
    title: "ada's requests",
    columns: [
      { label: 'at' },
      { label: 'TTL before', align: 'right' },
      { label: 'TTL after', align: 'right' },
      { label: 'fixed expiry' },
    ],
    rows: requests.map(({ atMs, ttlBefore, ttlAfter, fixed }): Cell[] => [
      formatDuration(atMs),
      secondsCell(ttlBefore),
      secondsCell(ttlAfter),
      fixed ? 'signed in' : marked('logged out', false),
    ]),
  }
}

function secondsCell(seconds: number | null): Cell {
  return seconds === null ? null : `${seconds} s`
}

/** From the sign-in on; a lane for each session, and one for the requests. */
function lives(requests: readonly Request[], pause: number, endMs: Stay['endMs']): TimelineChart {
  const points = requests.map(({ atMs }) => ({ at: atMs / 1000, label: formatDuration(atMs) }))
  const signedIn = (ms: number, mark: 'good' | 'bad') => ({
    from: 0,
    to: ms / 1000,
    label: 'signed in',
    mark,
  })
  return {
    type: 'chart',
    id: 'lives',
    kind: 'timeline',
    title: 'how long one sign-in lasts',
    unit: 's',
    from: 0,
    // With room for the last label.
    to: Math.max(...points.map(({ at }) => at)) + pause / 2000,
    lanes: [
      { label: 'fixed', spans: [signedIn(endMs.fixed, 'bad')] },
      { label: 'sliding', spans: [signedIn(endMs.sliding, 'good')] },
      { label: 'requests', spans: [], points },
    ],
    words: `With a request every ${formatDuration(pause)}, the fixed expiry ends after ${formatDuration(endMs.fixed)} and the sliding one after ${formatDuration(endMs.sliding)}.`,
  }
}
