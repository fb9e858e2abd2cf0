import type {
  BarsChart,
  Cell,
  ChartEvent,
  Mark,
  SlotsChart,
  SparkChart,
  TableEvent,
  TimelineChart,
} from '../scenario/event.js'
import { bucketed } from './buckets.js'

type Numbers = Pick<TableEvent, 'columns' | 'rows'>

/** A chart's numbers, for those formats that do not draw. */
export function chartTable(chart: ChartEvent): Numbers {
  switch (chart.kind) {
    case 'bars':
      return barsTable(chart)
    case 'timeline':
      return timelineTable(chart)
    case 'spark':
      return sparkTable(chart)
    case 'slots':
      return slotsTable(chart)
  }
}

function barsTable({ bars, unit }: BarsChart): Numbers {
  return {
    columns: [{ label: '' }, { label: unit, align: 'right' }],
    rows: bars.map(({ label, value, mark }) => [cell(label, mark), value]),
  }
}

/** In the order of time; what begins at the same time in the order of the lanes. */
function timelineTable({ lanes, unit }: TimelineChart): Numbers {
  const moments = lanes.flatMap((lane) => [
    ...lane.spans.map(({ from, to, label, mark }) => ({
      from,
      to,
      who: lane.label,
      what: cell(label, mark),
    })),
    ...(lane.points ?? []).map(({ at, label, mark }) => ({
      from: at,
      to: null,
      who: lane.label,
      what: cell(label, mark),
    })),
  ])
  return {
    columns: [
      { label: `from (${unit})`, align: 'right' },
      { label: `to (${unit})`, align: 'right' },
      { label: 'who' },
      { label: 'what' },
    ],
    rows: moments
      .toSorted((one, other) => one.from - other.from)
      .map(({ from, to, who, what }) => [from, to, who, what]),
  }
}

/** More rows than these nobody reads. */
const MOST_ROWS = 24

function sparkTable({ series, each }: SparkChart): Numbers {
  const { rows, size } = bucketed(
    series.map(({ values }) => values),
    MOST_ROWS,
  )
  const length = Math.max(0, ...rows.map((values) => values.length))
  const period = (at: number) => (size === 1 ? at + 1 : `${at * size + 1} to ${(at + 1) * size}`)
  return {
    columns: [
      { label: each, align: 'right' },
      ...series.map(({ label }) => ({ label, align: 'right' as const })),
    ],
    rows: Array.from({ length }, (_, at): Cell[] => [
      period(at),
      ...series.map(({ mark }, index) => numberCell(rows[index]?.[at], mark)),
    ]),
  }
}

function slotsTable({ keys, nodes }: SlotsChart): Numbers {
  return {
    columns: [{ label: 'key' }, { label: 'slot', align: 'right' }, { label: 'node' }],
    rows: keys.map(({ label, slot, mark }) => [
      cell(label, mark),
      slot,
      nodes.find(({ from, to }) => slot >= from && slot <= to)?.label ?? null,
    ]),
  }
}

function cell(value: string, mark: Mark | undefined): Cell {
  return mark === undefined ? value : { value, mark }
}

function numberCell(value: number | undefined, mark: Mark | undefined): Cell {
  if (value === undefined) return null
  return mark === undefined ? value : { value, mark }
}
