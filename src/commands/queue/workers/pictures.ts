import { formatDuration } from '../../../scenario/duration.js'
import type { BarsChart, Cell, TableEvent } from '../../../scenario/event.js'
import { counted } from '../../../scenario/text.js'
import type { Shift } from './shift.js'

const MOST_WORKERS = 6
const MINUTE_MS = 60_000

/** One column for each version. */
export function shareTable(id: string, versions: Readonly<Record<string, Shift>>): TableEvent {
  const shifts = Object.values(versions)
  return {
    type: 'table',
    id,
    title: 'what became of the jobs',
    columns: [{ label: '' }, ...Object.keys(versions).map((label) => ({ label, align: 'right' as const }))],
    rows: [
      ['workers killed', ...shifts.map(({ crashes }) => crashes)],
      ['jobs done', ...shifts.map(({ done, lost, left }) => marked(done, lost + left === 0))],
      ['done twice', ...shifts.map(({ twice }) => marked(twice, twice === 0))],
      ['lost', ...shifts.map(({ lost }) => marked(lost, lost === 0))],
      ['all took', ...shifts.map(({ tookMs }) => formatDuration(tookMs))],
    ],
  }
}

function marked(value: number, good: boolean): Cell {
  return { value, mark: good ? 'good' : 'bad' }
}

export function shareBars({ shares }: Shift): BarsChart {
  const shown = shares.slice(0, MOST_WORKERS)
  const others = shares.slice(MOST_WORKERS)
  const bars = shown.map(({ worker, jobs }) => ({ label: worker, value: jobs }))
  return {
    type: 'chart',
    id: 'shares',
    kind: 'bars',
    title: 'jobs of each worker, with leases',
    unit: 'jobs',
    bars:
      others.length === 0
        ? bars
        : [
            ...bars,
            { label: `${others.length} more`, value: others.reduce((sum, { jobs }) => sum + jobs, 0) },
          ],
    words: `The workers did ${shares.map(({ jobs }) => jobs).join(', ')} jobs.`,
  }
}

export function speedBars(one: Shift, many: Shift): BarsChart {
  const bars = [one, many].map((shift) => ({
    label: counted(shift.shares.length, 'worker'),
    value: Math.round((shift.done * MINUTE_MS) / shift.tookMs),
  }))
  return {
    type: 'chart',
    id: 'speed',
    kind: 'bars',
    title: 'jobs a minute',
    unit: 'jobs',
    bars,
    words: `${bars.map(({ label, value }) => `${label}: ${value} jobs a minute`).join('; ')}.`,
  }
}
