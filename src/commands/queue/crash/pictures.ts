import { formatDuration } from '../../../scenario/duration.js'
import type { Cell, Point, TableEvent, TimelineChart } from '../../../scenario/event.js'
import { PAYMENT } from '../payments.js'
import { seconds } from '../seconds.js'
import { DIES_AFTER_MS, gotAt, type Story } from './story.js'

/** What worker-2 was given, one column for each version. */
export function fateTable(versions: Readonly<Record<string, Story>>): TableEvent {
  const stories = Object.values(versions)
  const times = stories[0]?.tries.map(({ atMs }) => atMs) ?? []
  return {
    type: 'table',
    id: 'fate',
    title: 'worker-2 asks for a job',
    columns: [{ label: 'after' }, ...Object.keys(versions).map((label) => ({ label }))],
    rows: [
      ...times.map((atMs) => [formatDuration(atMs), ...stories.map((story) => answer(story, atMs))]),
      ['charges in the end', ...stories.map(({ charged }) => marked(charged, charged === 1))],
    ],
  }
}

function answer({ tries }: Story, atMs: number): Cell {
  const found = tries.find((one) => one.atMs === atMs)
  if (found === undefined) return null
  return found.got ? { value: PAYMENT.order, mark: 'good' } : 'nothing'
}

function marked(value: number, good: boolean): Cell {
  return { value, mark: good ? 'good' : 'bad' }
}

export function timeline(lease: number, safe: Story): TimelineChart {
  const got = gotAt(safe)
  const end = (got ?? lease) + DIES_AFTER_MS
  return {
    type: 'chart',
    id: 'lease',
    kind: 'timeline',
    title: 'the job with a lease',
    unit: 's',
    from: 0,
    to: seconds(end),
    lanes: [
      {
        label: 'worker-1',
        spans: [{ from: 0, to: seconds(DIES_AFTER_MS), label: 'works', mark: 'bad' }],
        points: [{ at: seconds(DIES_AFTER_MS), label: 'killed', mark: 'bad' }],
      },
      { label: 'lease', spans: [{ from: 0, to: seconds(lease), label: 'worker-1.1' }] },
      { label: 'worker-2', spans: [], points: safe.tries.map(point) },
    ],
    words:
      got === undefined
        ? 'worker-2 never gets the job.'
        : `worker-1 is killed after ${formatDuration(DIES_AFTER_MS)}; worker-2 gets the job after ${formatDuration(got)}.`,
  }
}

function point({ atMs, got }: Story['tries'][number]): Point {
  return { at: seconds(atMs), label: got ? 'gets it' : 'nothing', ...(got && { mark: 'good' as const }) }
}
