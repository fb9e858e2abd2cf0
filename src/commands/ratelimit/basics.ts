import { SlidingWindowLog } from '../../patterns/ratelimit/index.js'
import { formatDuration } from '../../scenario/duration.js'
import type { Event } from '../../scenario/event.js'
import { counted } from '../../scenario/text.js'
import { decisionTable } from './answers.js'
import { headers } from './headers.js'
import type { RatelimitScenario, RatelimitStage } from './params.js'
import { several } from './several.js'

export const basics: RatelimitScenario = {
  name: 'basics',
  title: 'The basics: so many in a window, and when to come back',
  summary: 'One client uses up its limit, is denied, waits as long as it was told, and goes on.',
  uses: ['limit', 'window'],
  next: [{ command: 'redis-patterns ratelimit boundary', why: 'why a plain counter is not enough' }],
  run: playBasics,
}

async function* playBasics(stage: RatelimitStage): AsyncGenerator<Event, void, void> {
  const { limit, window: windowMs } = stage.params
  const api = new SlidingWindowLog(await stage.actor('app'), {
    prefix: stage.namespace,
    name: 'api',
    limit,
    windowMs,
    now: stage.clock.now,
  })

  yield {
    type: 'note',
    text: `Everyone may send ${counted(limit, 'request')} in ${formatDuration(windowMs)}. take('ada') asks for one: a script looks how many of ada's requests are younger than ${formatDuration(windowMs)}, and adds this one if there is room. All of it is one command, so nobody can come between the looking and the adding.`,
  }
  const first = await api.take('ada')
  yield decisionTable('first', 'the first request', { ada: first })
  yield await stage.state('what Redis keeps', [api.key('ada')])
  yield {
    type: 'verdict',
    id: 'basics.first',
    claim: 'the first request is allowed and takes one of the limit',
    holds: first.allowed && first.remaining === limit - 1,
    detail: `${first.remaining} of ${limit} remain`,
  }
  yield* useUp(stage, api)
  yield* headers(stage)
  yield* several(stage)
}

/** The first request is a third of a window older than the others, so that one place is free long before all are. */
async function* useUp(stage: RatelimitStage, api: SlidingWindowLog): AsyncGenerator<Event, void, void> {
  const { limit, window: windowMs } = stage.params
  const pause = Math.floor(windowMs / 3)
  const rest = limit - 1
  yield {
    type: 'note',
    text: `${formatDuration(pause)} later ada sends ${counted(rest, 'more request')}, and then one too many. It is denied, and the answer says when to come back: retryAfterMs is when the oldest request has left the window and one more fits, resetMs when all have left.`,
  }
  await stage.clock.advance(pause)
  const answers = await Promise.all(Array.from({ length: rest }, () => api.take('ada')))
  const denied = await api.take('ada')
  yield decisionTable('denied', 'one too many', { ada: denied })
  const allowed = 1 + answers.filter((answer) => answer.allowed).length
  yield {
    type: 'verdict',
    id: 'basics.limit',
    claim: `${limit} are allowed, and not one more`,
    holds: allowed === limit && !denied.allowed,
    detail: `${allowed} allowed, then denied`,
  }

  yield {
    type: 'note',
    text: `ada waits ${formatDuration(denied.retryAfterMs)}, and asks one millisecond too early with peek, which changes nothing, then at the moment itself.`,
  }
  await stage.clock.advance(denied.retryAfterMs - 1)
  const early = await api.peek('ada')
  await stage.clock.advance(1)
  const intime = await api.take('ada')
  yield decisionTable('again', 'before the moment and at it', { '1 ms early': early, 'in time': intime })
  yield {
    type: 'verdict',
    id: 'basics.retry',
    claim: 'retryAfterMs is exact, to the millisecond',
    holds: !early.allowed && early.retryAfterMs === 1 && intime.allowed,
    detail: `1 ms early: wait ${early.retryAfterMs} ms; then: ${intime.allowed ? 'allowed' : 'denied'}`,
  }
}
