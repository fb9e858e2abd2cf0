import { formatDuration } from '../../../scenario/duration.js'
import type { Cell, TableEvent, TimelineChart } from '../../../scenario/event.js'
import { seconds } from '../seconds.js'
import type { Followed } from './follow.js'

/** When a worker got each job, one column for each version. */
export function dueTable(versions: Readonly<Record<string, Followed>>): TableEvent {
  const all = Object.values(versions)
  const orders = [...(all[0] ?? [])]
  return {
    type: 'table',
    id: `due-${all.length}`,
    title: 'when the worker gets them',
    columns: [
      { label: 'job' },
      { label: 'due after', align: 'right' },
      ...Object.keys(versions).map((label) => ({ label, align: 'right' as const })),
    ],
    rows: orders.map(([order, { dueMs }]) => [
      order,
      formatDuration(dueMs),
      ...all.map((followed) => got(followed.get(order)?.gotAtMs, dueMs)),
    ]),
  }
}

function got(atMs: number | undefined, dueMs: number): Cell {
  if (atMs === undefined) return { value: 'never', mark: 'bad' }
  return { value: formatDuration(atMs), mark: atMs === dueMs ? 'good' : 'bad' }
}

export function timeline(followed: Followed): TimelineChart {
  const orders = [...followed]
  return {
    type: 'chart',
    id: 'delays',
    kind: 'timeline',
    title: 'with delayMs',
    unit: 's',
    from: 0,
    to: seconds(Math.max(...orders.map(([, { dueMs }]) => dueMs))),
    lanes: orders.map(([order, { dueMs, gotAtMs }]) => ({
      label: order,
      spans: [{ from: 0, to: seconds(dueMs), label: 'delayed' }],
      points: gotAtMs === undefined ? [] : [{ at: seconds(gotAtMs), label: 'taken', mark: 'good' as const }],
    })),
    words: orders
      .map(
        ([order, { gotAtMs }]) =>
          `${order} is taken ${gotAtMs === undefined ? 'never' : `after ${formatDuration(gotAtMs)}`}.`,
      )
      .join(' '),
  }
}
