import {
  CombinedLimiter,
  type CombinedDecision,
  Gcra,
  SlidingWindowLog,
} from '../../patterns/ratelimit/index.js'
import { formatDuration } from '../../scenario/duration.js'
import type { Event, TableEvent } from '../../scenario/event.js'
import { counted } from '../../scenario/text.js'
import { waitText, yesOrNo } from './answers.js'
import type { RatelimitStage } from './params.js'

/** The short limit allows a tenth of the long one, in a sixtieth of its window. */
export async function* several(stage: RatelimitStage): AsyncGenerator<Event, void, void> {
  const { limit, window } = stage.params
  const short = { limit: Math.ceil(limit / 10), windowMs: Math.round(window / 60) }
  const redis = await stage.actor('app')
  const common = { prefix: stage.namespace, now: stage.clock.now }
  const long = new SlidingWindowLog(redis, { ...common, name: 'long', limit, windowMs: window })
  const both = new CombinedLimiter([new Gcra(redis, { ...common, name: 'short', ...short }), long])

  yield {
    type: 'note',
    text: `Several limits at once: ${short.limit} in ${formatDuration(short.windowMs)} against bursts, ${limit} in ${formatDuration(window)} for fairness. alan sends ${counted(short.limit, 'request')} and one more. A request is taken from both limits or from none, still in one command; the {braces} put both keys of alan into one hash slot.`,
  }
  for (let request = 0; request < short.limit; request++) await both.take('alan')
  const denied = await both.take('alan')
  yield combinedTable(denied, both)
  yield await stage.state(
    'one key for each limit',
    both.policies.map(({ name }) => `${stage.namespace}{alan}:${name}`),
  )
  const { remaining } = await long.peek('alan')
  yield {
    type: 'verdict',
    id: 'basics.several',
    claim: 'what the short limit denies is not taken from the long one',
    holds: !denied.allowed && remaining === limit - short.limit,
    detail: `${limit} - ${short.limit} = ${remaining} remain of the long limit`,
  }
}

function combinedTable({ decisions }: CombinedDecision, { policies }: CombinedLimiter): TableEvent {
  return {
    type: 'table',
    id: 'several',
    title: 'one request too many for the short limit',
    columns: [
      { label: 'limit' },
      { label: 'allows it' },
      { label: 'remaining', align: 'right' },
      { label: 'fits', align: 'right' },
    ],
    rows: decisions.map(({ allowed, remaining, retryAfterMs }, index) => [
      policies[index]?.name ?? '',
      yesOrNo(allowed),
      remaining,
      waitText(retryAfterMs),
    ]),
  }
}
