import { FixedWindow, SlidingWindowLog } from '../../patterns/ratelimit/index.js'
import { formatDuration } from '../../scenario/duration.js'
import type { Event, TableEvent } from '../../scenario/event.js'
import { grouped } from '../../scenario/text.js'
import { mostInAnyWindow } from './any-window.js'
import { admittedTimes } from './ask-all.js'
import { type Border, borderOf, perBin, windowsChart } from './border.js'
import { marked } from './marked.js'
import type { RatelimitScenario, RatelimitStage } from './params.js'

export const boundary: RatelimitScenario = {
  name: 'boundary',
  title: 'The border: two limits in a moment',
  summary:
    'A fixed window counts from one full minute of the clock to the next. Who waits for the border gets the limit twice.',
  uses: ['limit', 'window'],
  next: [{ command: 'redis-patterns ratelimit algorithms', why: 'all five on the same requests' }],
  run: playBoundary,
}

async function* playBoundary(stage: RatelimitStage): AsyncGenerator<Event, void, void> {
  const { limit, window: windowMs } = stage.params
  const border = borderOf(stage.clock.now(), limit, windowMs)
  const { times, burstMs } = border
  const redis = await stage.actor('app')
  const options = { prefix: stage.namespace, limit, windowMs }

  yield {
    type: 'note',
    text: `The fixed window, one counter for each ${formatDuration(windowMs)} of the clock. Here it is the safe one, a script: this is no race, it is how the algorithm counts. A client sends ${limit} requests in the last ${formatDuration(burstMs)} of a window and ${limit} in the first ${formatDuration(burstMs)} of the next. Each window holds no more than ${limit}, and all pass.`,
  }
  const fixed = await admittedTimes(
    (now) => new FixedWindow(redis, { ...options, name: 'border-fixed', now }),
    'ada',
    times,
  )
  const mostFixed = mostInAnyWindow(fixed, windowMs)
  yield windowsChart(border, fixed, mostFixed)
  yield {
    type: 'verdict',
    id: 'boundary.fixed',
    claim: 'around its border the fixed window admits twice the limit',
    holds: mostFixed === 2 * limit,
    detail: `${grouped(mostFixed)} within ${formatDuration(2 * burstMs)}, the limit is ${grouped(limit)} in ${formatDuration(windowMs)}`,
  }

  yield {
    type: 'note',
    text: `The same requests, and the sliding log. It keeps the time of each request that it admitted, so its window ends now, whenever now is. There is no border to wait for.`,
  }
  const log = await admittedTimes(
    (now) => new SlidingWindowLog(redis, { ...options, name: 'border-log', now }),
    'ada',
    times,
  )
  const mostLog = mostInAnyWindow(log, windowMs)
  yield sideBySide(border, { fixed, log }, { fixed: mostFixed, log: mostLog })
  yield perBin(border, { 'fixed window': fixed, 'sliding log': log })
  yield {
    type: 'verdict',
    id: 'boundary.log',
    claim: 'no window of the sliding log holds more than the limit, wherever it begins',
    holds: log.length > 0 && mostLog <= limit,
    detail: `at most ${grouped(mostLog)} in the ${grouped(log.length)} windows that end with an admitted request`,
  }
}

function sideBySide(
  { times, at, limit }: Border,
  admitted: Record<'fixed' | 'log', number[]>,
  most: Record<'fixed' | 'log', number>,
): TableEvent {
  const row = (label: string, value: (name: 'fixed' | 'log') => number) => [
    label,
    value('fixed'),
    value('log'),
  ]
  return {
    type: 'table',
    id: 'border',
    title: 'fixed window beside sliding log',
    columns: [
      { label: 'requests' },
      { label: 'fixed window', align: 'right' },
      { label: 'sliding log', align: 'right' },
    ],
    rows: [
      ['sent', times.length, times.length],
      row('admitted before the border', (name) => admitted[name].filter((time) => time < at).length),
      row('admitted after it', (name) => admitted[name].filter((time) => time >= at).length),
      ['most in any window', marked(most.fixed, most.fixed <= limit), marked(most.log, most.log <= limit)],
    ],
  }
}
