import { type Decision, rateLimitHeaders, SlidingWindowLog } from '../../patterns/ratelimit/index.js'
import type { Event, TableEvent } from '../../scenario/event.js'
import type { RatelimitStage } from './params.js'

/** What a client of an HTTP API is told. */
export async function* headers(stage: RatelimitStage): AsyncGenerator<Event, void, void> {
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
    text: `Tell the clients, and the good ones slow down by themselves. grace's request is worth ${limit}, as a costly one may be: it takes all of the limit at once, and her next one gets 429. Each answer carries its state in header fields: q is the limit, w the window in seconds, r what remains, t the seconds until then.`,
  }
  const whole = await api.take('grace', { cost: limit })
  const denied = await api.take('grace')
  yield headerTable({ 200: whole, 429: denied }, api)
  const told = rateLimitHeaders(denied, api.policy)['Retry-After']
  yield {
    type: 'verdict',
    id: 'basics.headers',
    claim: 'Retry-After is the wait in whole seconds, rounded up, so that nobody comes too early',
    holds: !denied.allowed && Number(told) === Math.ceil(denied.retryAfterMs / 1000),
    detail: `${denied.retryAfterMs} ms: Retry-After ${told}`,
  }
}

function headerTable(answers: Readonly<Record<string, Decision>>, { policy }: SlidingWindowLog): TableEvent {
  const rows = Object.entries(answers).flatMap(([status, decision]) =>
    Object.entries(rateLimitHeaders(decision, policy)).map(([name, value]) => [status, name, value]),
  )
  return {
    type: 'table',
    id: 'headers',
    title: 'what the client reads',
    columns: [{ label: 'status' }, { label: 'header field' }, { label: 'value' }],
    rows,
  }
}
