import type { Command } from 'ioredis'
import type { Connection } from '../../engine/engine.js'
import { crashAfter } from '../../scenario/crash.js'
import { formatDuration } from '../../scenario/duration.js'
import type { Cell, Event, TableEvent } from '../../scenario/event.js'
import { counted } from '../../scenario/text.js'
import type { SessionScenario, SessionStage } from './params.js'
import { marked, sideBySide } from './tables.js'
import { naive, naiveKey, safe, type Version } from './versions.js'

const NAME = 'crash'
const DAY_MS = 86_400_000
/** The naive version sends INCR, HSET and EXPIRE. */
const MOST_COMMANDS = 3
const DATA = { userId: 'ada', roles: ['admin'] }

export const crash: SessionScenario = {
  name: NAME,
  title: 'A crash between HSET and EXPIRE',
  summary: 'An app server dies while it signs somebody in: what stays in Redis, and for how long?',
  uses: ['ttl'],
  next: [{ command: 'redis-patterns session updates', why: 'two requests that change one session' }],
  run: playCrash,
}

async function* playCrash(stage: SessionStage): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'The naive version writes the session with HSET and then calls EXPIRE. Here the app server dies between the two: the hash is there, and nothing will ever end it.',
  }
  yield* dieAfterHset(stage)

  yield {
    type: 'note',
    text: 'Now an app server dies at every moment: before its first command, and after each one. The safe version sends a single script, which writes the hash and its expiry. Between the two there is no moment.',
  }
  const deaths = await dieEverywhere(stage)
  yield deathTable(deaths)
  const immortal = (of: 'naive' | 'safe') => deaths.filter((death) => death[of] === 'for ever').length
  yield {
    type: 'verdict',
    id: 'crash.moments',
    claim: 'two steps have a moment at which a crash leaves a session for ever',
    holds: immortal('naive') > 0,
    detail: `${immortal('naive')} of ${deaths.length} moments`,
  }
  yield {
    type: 'verdict',
    id: 'crash.safe',
    claim: 'one step has none',
    holds: immortal('safe') === 0 && deaths.some((death) => typeof death.safe === 'number'),
    detail: `${immortal('safe')} of ${deaths.length} moments`,
  }
}

async function* dieAfterHset(stage: SessionStage): AsyncGenerator<Event, void, void> {
  const key = naiveKey(stage, NAME, '1')
  const later = Math.max(DAY_MS, 2 * stage.params.ttl)
  const app = await stage.actor('app-1')
  await crashAfter(2, app, (redis) => naive(stage, NAME)(redis).create(DATA))
  yield await stage.state('after the crash', [key])

  yield {
    type: 'note',
    text: `${formatDuration(later)} later, on the run's own clock. A session with an expiry would have ended after ${formatDuration(stage.params.ttl)}. This one is still there, and whoever has its id is still ada.`,
  }
  await stage.clock.advance(later)
  const found = await naive(stage, NAME)(await stage.actor('app-2')).get('1')
  const state = await stage.state(`${formatDuration(later)} later`, [key])
  yield state
  yield {
    type: 'verdict',
    id: 'crash.naive',
    claim: 'the naive version leaves a session for ever',
    holds: found !== null && state.keys[0]?.ttlSeconds === null && state.keys[0].type === 'hash',
    detail: `${formatDuration(later)} later it is there, with no expiry`,
  }
}

/** What a death has left: no session, one for ever, or one with so many seconds to live. */
type Left = 'nothing' | 'for ever' | number

interface Death {
  /** So many commands were sent. */
  after: number
  naive: Left
  safe: Left
}

async function dieEverywhere(stage: SessionStage): Promise<Death[]> {
  const deaths: Death[] = []
  for (let after = 0; after <= MOST_COMMANDS; after++) {
    deaths.push({ after, naive: await dieAt(stage, naive, after), safe: await dieAt(stage, safe, after) })
  }
  return deaths
}

/** An app server of its own dies after that many commands. */
async function dieAt(stage: SessionStage, version: Version, after: number): Promise<Left> {
  const app = await stage.actor(`app-${after + 3}`)
  const open = version(stage, `${NAME}-${after}`)
  const keys = await keysSent(app, () => crashAfter(after, app, (redis) => open(redis).create(DATA)))
  const session = (await stage.state('', keys)).keys.find(({ type }) => type === 'hash')
  return session === undefined ? 'nothing' : (session.ttlSeconds ?? 'for ever')
}

/** The keys of the commands that leave the client: after a crash nobody else knows them. */
async function keysSent(connection: Connection, act: () => Promise<void>): Promise<string[]> {
  const send = connection.sendCommand.bind(connection) as (command: Command, ...rest: unknown[]) => unknown
  const keys = new Set<string>()
  connection.sendCommand = (command: Command, ...rest: unknown[]) => {
    for (const key of command.getKeys()) keys.add(String(key))
    return send(command, ...rest)
  }
  await act().finally(() => {
    connection.sendCommand = send as Connection['sendCommand']
  })
  return [...keys]
}

function deathTable(deaths: readonly Death[]): TableEvent {
  return sideBySide(
    'deaths',
    'what a sign-in leaves behind',
    'the server dies after',
    ['naive', 'safe'],
    deaths.map(({ after, ...left }) => [
      counted(after, 'command'),
      leftCell(left.naive),
      leftCell(left.safe),
    ]),
  )
}

function leftCell(left: Left): Cell {
  if (left === 'for ever') return marked(left, false)
  return left === 'nothing' ? left : `TTL ${left} s`
}
