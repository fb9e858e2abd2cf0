import type { Lane, Mark, Point, Span, TimelineChart } from '../../scenario/event.js'
import type { Symbols } from '../symbols.js'
import { visible } from '../text/escape.js'
import { fit, pad } from '../text/fit.js'
import { type Line, span } from '../text/line.js'
import { textWidth, widest } from '../text/width.js'
import { hanging } from '../view/hanging.js'
import { axisLines } from './axis.js'
import { isNarrow, letterOf, roleOf, Row } from './canvas.js'
import { type Scale, scaleOf } from './scale.js'

const LABEL_SHARE = 0.3
const GAP = 2

/** What a letter in the picture stands for. */
interface Legend {
  letter: string
  label: string
  when: string
  mark: Mark | undefined
}

/** A row for each lane over one axis of time, or several where spans overlap. What has no room in it is named by a letter and explained below. */
export function timelineLines(chart: TimelineChart, width: number, symbols: Symbols): Line[] {
  const labels = Math.min(
    widest(chart.lanes.map(({ label }) => visible(label))),
    Math.floor(width * LABEL_SHARE),
  )
  const scale = scaleOf(chart, width - labels - GAP)
  const legend: Legend[] = []
  const lanes = chart.lanes.flatMap((lane) => {
    const name = pad(fit(visible(lane.label), labels, symbols.ellipsis), labels + GAP)
    return laneRows(lane, scale, legend, symbols).map((row, index): Line => [
      span(index === 0 ? name : ' '.repeat(labels + GAP), 'head'),
      ...row.line(),
    ])
  })
  const axis = axisLines(chart, scale, symbols).map((line): Line => [span(' '.repeat(labels + GAP)), ...line])
  return [...lanes, ...axis, ...legend.flatMap((entry) => legendLines(entry, width, symbols))]
}

function laneRows(lane: Lane, scale: Scale, legend: Legend[], symbols: Symbols): Row[] {
  const rows: Row[] = []
  for (const one of lane.spans) drawSpan(one, rows, scale, legend, symbols)
  const moments: Row[] = []
  for (const point of lane.points ?? []) drawPoint(point, moments, scale, legend, symbols)
  const drawn = [...rows, ...moments]
  return drawn.length === 0 ? [new Row(scale.width)] : drawn
}

function drawSpan(one: Span, rows: Row[], scale: Scale, legend: Legend[], symbols: Symbols): void {
  const start = scale.column(one.from)
  const end = Math.max(start + 1, scale.column(one.to))
  const row = freeRow(rows, start, end, scale.width)
  const role = roleOf(one.mark)
  row.fill(start, end, symbols.fills[one.mark ?? 'plain'], role)
  const label = visible(one.label)
  const room = end - start - textWidth(label)
  if (label !== '' && isNarrow(label) && room >= 4) {
    row.write(start + Math.floor(room / 2) - 1, ` ${label} `, role)
    return
  }
  const when = `${one.from} to ${one.to} ${scale.unit}`
  const letter = explained(legend, { label, when, mark: one.mark })
  row.write(start, letter.slice(0, end - start), role)
}

function drawPoint(point: Point, rows: Row[], scale: Scale, legend: Legend[], symbols: Symbols): void {
  const at = scale.column(point.at)
  const sign = symbols.points[point.mark ?? 'plain']
  const label = visible(point.label)
  const role = roleOf(point.mark)
  const row = freeRow(rows, at, at + 1, scale.width)
  const [after, before] = [`${sign} ${label}`, `${label} ${sign}`]
  const start = at - before.length + 1
  if (isNarrow(label) && at + after.length <= scale.width && row.isFree(at, at + after.length + 1))
    return row.write(at, after, role)
  if (isNarrow(label) && start >= 0 && row.isFree(start - 1, at + 1)) return row.write(start, before, role)
  row.write(at, sign, role)
  const letter = explained(legend, { label, when: `${point.at} ${scale.unit}`, mark: point.mark })
  if (at + 1 < scale.width) row.write(at + 1, letter, role)
}

/** The first row that has nothing there, or a new one. */
function freeRow(rows: Row[], from: number, to: number, width: number): Row {
  const found = rows.find((row) => row.isFree(from, to))
  if (found !== undefined) return found
  const row = new Row(width)
  rows.push(row)
  return row
}

/** The same words with the same mark share a letter. */
function explained(legend: Legend[], entry: Omit<Legend, 'letter'>): string {
  const known = legend.find(({ label, mark }) => label === entry.label && mark === entry.mark)
  if (known !== undefined) {
    known.when = `${known.when}, ${entry.when}`
    return known.letter
  }
  const letter = letterOf(legend.length)
  legend.push({ letter, ...entry })
  return letter
}

function legendLines({ letter, label, when, mark }: Legend, width: number, symbols: Symbols): Line[] {
  const sign = mark === undefined ? '' : `${symbols[mark]} `
  return hanging([span(`${letter}  `, roleOf(mark))], `${sign}${label}: ${when}`, width)
}
