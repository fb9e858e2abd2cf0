import { formatDuration } from '../../../scenario/duration.js'
import type { SparkChart, TableEvent } from '../../../scenario/event.js'
import { grouped } from '../../../scenario/text.js'
import { mostInAnyWindow } from '../any-window.js'
import { waitText } from '../answers.js'
import { ALGORITHMS } from '../limiters.js'
import { marked } from '../marked.js'
import type { RatelimitStage } from '../params.js'
import { TimeBins } from '../time-bins.js'
import type { Answers } from './ask.js'

/** No bin of the charts is shorter. */
const LEAST_BIN_MS = 10

export function resultTable(
  answers: readonly Answers[],
  { limit, window: windowMs }: RatelimitStage['params'],
): TableEvent {
  return {
    type: 'table',
    id: 'algorithms',
    title: `the limit is ${grouped(limit)} in ${formatDuration(windowMs)}`,
    columns: [
      { label: 'algorithm' },
      { label: 'allowed', align: 'right' },
      { label: 'denied', align: 'right' },
      { label: `most in any ${formatDuration(windowMs)}`, align: 'right' },
      { label: 'longest wait', align: 'right' },
      { label: 'commands', align: 'right' },
    ],
    rows: answers.map(({ name, allowedAt, deniedAt, longestWaitMs, commands }) => {
      const most = mostInAnyWindow(allowedAt, windowMs)
      return [
        ALGORITHMS[name].title,
        allowedAt.length,
        deniedAt.length,
        marked(most, most <= limit),
        waitText(longestWaitMs),
        commands,
      ]
    }),
  }
}

export function allowedChart(answers: readonly Answers[], times: readonly number[]): SparkChart {
  const series: Series[] = [
    { label: 'asked', times },
    ...answers.map(({ name, allowedAt }) => ({ label: ALGORITHMS[name].title, times: allowedAt })),
  ]
  const totals = answers.map(
    ({ name, allowedAt }) => `${ALGORITHMS[name].title} ${grouped(allowedAt.length)}`,
  )
  const words = `Of ${grouped(times.length)} requests were allowed: ${totals.join(', ')}.`
  return { ...overTime(series, times), id: 'allowed', title: 'allowed over time', words }
}

export function deniedChart(answers: readonly Answers[], times: readonly number[]): SparkChart {
  const series = answers.map(({ name, deniedAt }) => ({ label: ALGORITHMS[name].title, times: deniedAt }))
  const totals = answers.map(({ name, deniedAt }) => `${ALGORITHMS[name].title} ${grouped(deniedAt.length)}`)
  const words = `Of ${grouped(times.length)} requests were denied: ${totals.join(', ')}.`
  return { ...overTime(series, times), id: 'denied', title: 'denied over time', words }
}

interface Series {
  label: string
  times: readonly number[]
}

/** All series have the same bins: those of all requests. */
function overTime(
  series: readonly Series[],
  all: readonly number[],
): Pick<SparkChart, 'type' | 'kind' | 'unit' | 'each' | 'series'> {
  const ALL = 'all requests'
  const bins = new TimeBins([ALL, ...series.map(({ label }) => label)], LEAST_BIN_MS)
  for (const time of all) bins.add(ALL, time)
  for (const { label, times } of series) for (const time of times) bins.add(label, time)
  return {
    type: 'chart',
    kind: 'spark',
    unit: 'requests',
    each: formatDuration(bins.each),
    series: series.map(({ label }) => ({ label, values: bins.values(label) })),
  }
}
