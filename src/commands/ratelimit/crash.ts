import { FixedWindow } from '../../patterns/ratelimit/index.js'
import { NaiveFixedWindow } from '../../patterns/ratelimit/naive.js'
import { crashAfter } from '../../scenario/crash.js'
import type { Event } from '../../scenario/event.js'
import { yesOrNo } from './answers.js'
import type { RatelimitScenario, RatelimitStage } from './params.js'

const DAY_MS = 86_400_000
/** Enough for any key with an expiry: the longest window is a day. */
const LATER_MS = 7 * DAY_MS
const LATER = 'a week'

export const crash: RatelimitScenario = {
  name: 'crash',
  title: 'The crash: a counter without an end',
  summary:
    'An app server dies between INCR and EXPIRE. The counter stays, and its client is denied for ever.',
  uses: ['limit', 'window'],
  next: [
    { command: 'redis-patterns ratelimit boundary', why: 'what a counter cannot do, even without a crash' },
  ],
  run: playCrash,
}

async function* playCrash(stage: RatelimitStage): AsyncGenerator<Event, void, void> {
  const naive = yield* naiveCrash(stage)
  yield* safeCrash(stage, naive)
}

/** @returns whether the client may go on long after. */
async function* naiveCrash(stage: RatelimitStage): AsyncGenerator<Event, boolean, void> {
  const { limit, window: windowMs } = stage.params
  const options = { prefix: stage.namespace, name: 'crash-naive', limit, windowMs }
  yield {
    type: 'note',
    text: `The fixed window of the tutorials: INCR, and for the first request also EXPIRE. web-1 sends the INCR and dies. Nobody else sets the expiry, for nobody else is the first. The client uses up its limit of ${limit} through web-2, and comes back ${LATER} later.`,
  }
  await crashAfter(1, await stage.actor('web-1'), (redis) => new NaiveFixedWindow(redis, options).take('ada'))
  const limiter = new NaiveFixedWindow(await stage.actor('web-2'), options)
  for (let request = 1; request < limit; request++) await limiter.take('ada')
  await stage.clock.advance(LATER_MS)
  const allowed = await limiter.take('ada')
  yield await stage.state(`the counter, ${LATER} later`, [limiter.key('ada')])
  yield {
    type: 'verdict',
    id: 'crash.naive',
    claim: 'after the crash the client is denied, however long it waits',
    holds: !allowed,
    detail: `${LATER} later: ${inWords(allowed)}`,
  }
  return allowed
}

async function* safeCrash(stage: RatelimitStage, naive: boolean): AsyncGenerator<Event, void, void> {
  const { limit, window: windowMs } = stage.params
  const options = { prefix: stage.namespace, name: 'crash', limit, windowMs, now: stage.clock.now }
  yield {
    type: 'note',
    text: 'The script of the safe version counts and sets the expiry in the same step. A crash comes before it or after it: there is nothing in between.',
  }
  await crashAfter(1, await stage.actor('web-1'), (redis) => new FixedWindow(redis, options).take('ada'))
  const limiter = new FixedWindow(await stage.actor('web-2'), options)
  const counter = await stage.state('the counter after the crash', [limiter.key('ada')])
  for (let request = 1; request < limit; request++) await limiter.take('ada')
  await stage.clock.advance(LATER_MS)
  const { allowed } = await limiter.take('ada')
  yield counter
  yield {
    type: 'table',
    id: 'crash',
    title: `${LATER} after the limit was used up`,
    columns: [{ label: '' }, { label: 'naive' }, { label: 'safe' }],
    rows: [['one more request is allowed', yesOrNo(naive), yesOrNo(allowed)]],
  }
  yield {
    type: 'verdict',
    id: 'crash.safe',
    claim: 'the counter of the safe version has an end, whenever the server dies',
    holds: allowed && counter.keys.every(({ ttlSeconds }) => ttlSeconds !== null),
    detail: `${LATER} later: ${inWords(allowed)}`,
  }
}

function inWords(allowed: boolean): string {
  return allowed ? 'allowed' : 'denied'
}
