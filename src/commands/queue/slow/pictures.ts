import { formatDuration } from '../../../scenario/duration.js'
import type { Cell, Lane, Mark, TableEvent, TimelineChart } from '../../../scenario/event.js'
import { seconds } from '../seconds.js'
import type { SlowRun } from './runs.js'

/** One column for each version. */
export function slowTable(versions: Readonly<Record<string, SlowRun>>): TableEvent {
  const runs = Object.values(versions)
  return {
    type: 'table',
    id: `slow-${runs.length}`,
    title: 'the work takes longer than the lease',
    columns: [{ label: '' }, ...Object.keys(versions).map((label) => ({ label, align: 'right' as const }))],
    rows: [
      ['worker-1 renews', ...runs.map(({ renewals }) => renewals.length)],
      [
        'worker-2 gets it after',
        ...runs.map(({ secondGotAtMs: at }) => (at === undefined ? null : formatDuration(at))),
      ],
      ['worker-1 is told', ...runs.map(({ firstAck }) => marked(String(firstAck), firstAck === 'done'))],
      ['charged', ...runs.map(({ booked }) => marked(booked, booked === 1))],
    ],
  }
}

function marked(value: string | number, good: boolean): Cell {
  return { value, mark: good ? 'good' : 'bad' }
}

export function timeline(silent: SlowRun, renewing: SlowRun): TimelineChart {
  return {
    type: 'chart',
    id: 'slow',
    kind: 'timeline',
    title: 'who works on the job',
    unit: 's',
    from: 0,
    to: seconds(silent.secondEndsAtMs ?? silent.firstEndsAtMs),
    lanes: [
      worked('no renewal', 'worker-1', { to: silent.firstEndsAtMs, mark: 'bad' }),
      worked('', 'worker-2', { from: silent.secondGotAtMs, to: silent.secondEndsAtMs, mark: 'bad' }),
      {
        ...worked('renewal', 'worker-1', { to: renewing.firstEndsAtMs, mark: 'good' }),
        points: renewing.renewals.map((at) => ({ at: seconds(at), label: 'renews' })),
      },
    ],
    words: `Without renewal two work on the job; with ${renewing.renewals.length} renewals one does.`,
  }
}

function worked(
  label: string,
  worker: string,
  { from = 0, to, mark }: { from?: number | undefined; to: number | undefined; mark: Mark },
): Lane {
  const spans = to === undefined ? [] : [{ from: seconds(from), to: seconds(to), label: worker, mark }]
  return { label, spans }
}
