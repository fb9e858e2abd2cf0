import type { TimelineChart } from '../../scenario/event.js'
import type { Symbols } from '../symbols.js'
import type { Line } from '../text/line.js'
import { Row } from './canvas.js'
import type { Scale } from './scale.js'

/** Columns from one tick to the next, at least. */
const BETWEEN = 9

/** The line with its ticks, and their numbers below it, the last one with the unit. */
export function axisLines(chart: TimelineChart, scale: Scale, symbols: Symbols): Line[] {
  const { axis } = symbols
  const line = new Row(scale.width)
  line.fill(0, scale.width, axis.line, 'frame')
  const numbers = new Row(scale.width)
  const end = `${chart.to} ${chart.unit}`
  const last = Math.max(0, scale.width - end.length)
  numbers.write(last, end, 'quiet')
  for (const at of ticksOf(chart, scale.width)) {
    const column = scale.column(at)
    const text = String(at)
    if (!numbers.isFree(column, column + text.length + 1)) continue
    line.write(column, axis.tick, 'frame')
    numbers.write(column, text, 'quiet')
  }
  line.write(0, axis.first, 'frame')
  line.write(scale.width - 1, axis.last, 'frame')
  return [line.line(), numbers.line()]
}

/** Round numbers, as many as there is room for. */
function ticksOf({ from, to }: TimelineChart, width: number): number[] {
  const step = roundStep((to - from) / Math.max(1, Math.floor(width / BETWEEN)))
  if (!(step > 0)) return [from]
  const first = Math.ceil(from / step)
  const count = Math.floor(to / step) - first + 1
  return Array.from({ length: count }, (_, index) => Number(((first + index) * step).toPrecision(12)))
}

/** The next 1, 2 or 5 with zeros that is no smaller. */
function roundStep(least: number): number {
  const size = 10 ** Math.floor(Math.log10(least))
  return ([1, 2, 5, 10].find((factor) => factor * size >= least) ?? 10) * size
}
