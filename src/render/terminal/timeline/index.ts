import type { Lane, TimelineChart } from '../../../scenario/event.js'
import type { Symbols } from '../../symbols.js'
import { visible } from '../../text/escape.js'
import { fit, pad } from '../../text/fit.js'
import { BLANK, indent, type Line, span } from '../../text/line.js'
import { type Row, rowLine } from '../../text/row.js'
import { widest } from '../../text/width.js'
import type { Axis } from '../axis.js'
import { axisLines } from '../axis-lines.js'
import { createLegend, type Legend } from './legend.js'
import { addPoints } from './points.js'
import { spanRows } from './spans.js'

/** Wider than this, the eye loses the line from a lane's name to its spans. */
const LONGEST_AXIS = 100
const LABEL_SHARE = 0.3
const GAP = 2

/** The lanes over one axis, and below it the labels that had no room. */
export function timelineLines(chart: TimelineChart, width: number, symbols: Symbols): Line[] {
  const names = chart.lanes.map(({ label }) => visible(label))
  const label = Math.min(widest(names), Math.floor(width * LABEL_SHARE))
  const axis = { ...chart, columns: Math.min(LONGEST_AXIS, width - label - GAP) }
  const legend = createLegend(symbols)
  const lanes = chart.lanes.map((lane) => laneRows(lane, axis, symbols, legend))
  const isAiry = lanes.some((rows) => rows.length > 1)
  const drawn = lanes.flatMap((rows, index): Line[] => [
    ...(isAiry && index > 0 ? [BLANK] : []),
    ...rows.map((row, line): Line => {
      const name = line === 0 ? fit(names[index] ?? '', label, symbols.ellipsis) : ''
      return [span(pad(name, label + GAP)), ...rowLine(row)]
    }),
  ])
  const below = [...axisLines(axis, chart.unit, symbols), ...legend.lines(axis.columns)]
  return [...drawn, ...indent(below, label + GAP)]
}

/** At least one, which names the lane. */
function laneRows(lane: Lane, axis: Axis, symbols: Symbols, legend: Legend): Row[] {
  const rows = addPoints(
    spanRows(lane.spans, axis, symbols, legend),
    lane.points ?? [],
    axis,
    symbols,
    legend,
  )
  return rows.length === 0 ? [[]] : rows
}
