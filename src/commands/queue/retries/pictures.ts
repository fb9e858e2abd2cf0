import { formatDuration } from '../../../scenario/duration.js'
import type { TableEvent, TimelineChart } from '../../../scenario/event.js'
import { counted } from '../../../scenario/text.js'
import { PAYMENT } from '../payments.js'
import { seconds } from '../seconds.js'
import type { Attempt } from './try.js'

export function attemptTable(tries: readonly Attempt[]): TableEvent {
  return {
    type: 'table',
    id: 'attempts',
    title: `${PAYMENT.order}, tried until the queue gives up`,
    columns: [
      { label: 'attempt' },
      { label: 'waited', align: 'right' },
      { label: 'at', align: 'right' },
      { label: 'fail answers' },
    ],
    rows: tries.map(({ waitedMs, atMs, outcome }, index) => [
      index + 1,
      formatDuration(waitedMs),
      formatDuration(atMs),
      outcome,
    ]),
  }
}

export function timeline(tries: readonly Attempt[]): TimelineChart {
  const end = tries.at(-1)?.atMs ?? 0
  return {
    type: 'chart',
    id: 'backoff',
    kind: 'timeline',
    title: 'twice as long each time',
    unit: 's',
    from: 0,
    // A single attempt has no length.
    to: seconds(end) || 1,
    lanes: [
      {
        label: PAYMENT.order,
        spans: tries
          .filter(({ waitedMs }) => waitedMs > 0)
          .map(({ atMs, waitedMs }) => ({
            from: seconds(atMs - waitedMs),
            to: seconds(atMs),
            label: formatDuration(waitedMs),
          })),
        points: tries.map(({ atMs, outcome }, index) => ({
          at: seconds(atMs),
          label: outcome === 'dead' ? 'dead' : String(index + 1),
          mark: 'bad' as const,
        })),
      },
    ],
    words: `${counted(tries.length, 'attempt')} in ${formatDuration(end)}, each after twice the wait.`,
  }
}
