import type { SparkChart } from '../../scenario/event.js'
import { figures } from '../data/figures.js'
import { highest, peaks, valuesPerPlace } from '../data/peaks.js'
import type { Symbols } from '../symbols.js'
import { visible } from '../text/escape.js'
import { fit, pad } from '../text/fit.js'
import { type Line, span } from '../text/line.js'
import { widest } from '../text/width.js'
import { signsOf } from '../view/signs.js'
import { axisLabels } from './axis-lines.js'
import { levelsOf, scaleLines } from './levels.js'
import { roleOf } from './stretch.js'

/** Labels give way before the picture gets narrower than this. */
const LEAST_COLUMNS = 12
const GAP = '  '

/** A row of levels for each series, all on one scale; below them the axis, and what the scale is. */
export function sparkLines(chart: SparkChart, width: number, symbols: Symbols): Line[] {
  const signs = signsOf(chart.series, symbols)
  const ends = endsOf(chart)
  const free = width - widest(signs) - widest(ends) - GAP.length
  const names = [...chart.series.map(({ label }) => label), chart.each].map(visible)
  const label = Math.max(1, Math.min(widest(names), free - LEAST_COLUMNS))
  const heads = names.map(
    (name, index) =>
      pad(signs[index] ?? '', widest(signs)) + pad(fit(name, label, symbols.ellipsis), label) + GAP,
  )
  const size = valuesPerPlace(lengthOf(chart), free - label)
  return [
    ...seriesLines(chart, size, heads, ends, symbols),
    axisLine(chart, size, heads.at(-1) ?? ''),
    ...scaleLines(chart, size, width, symbols),
  ]
}

/** Columns at which no label is shortened and every value has a place of its own. */
export function sparkWidth(chart: SparkChart, symbols: Symbols): number {
  const names = [...chart.series.map(({ label }) => label), chart.each].map(visible)
  const around = [signsOf(chart.series, symbols), names, endsOf(chart), [GAP]].map(widest)
  return around.reduce((sum, part) => sum + part, lengthOf(chart))
}

function endsOf({ series }: SparkChart): string[] {
  const maxima = figures(series.map(({ values }) => highest(values)))
  return maxima.map((figure) => `${GAP}max ${pad(figure, widest(maxima), 'right')}`)
}

function seriesLines(
  { series }: SparkChart,
  size: number,
  heads: readonly string[],
  ends: readonly string[],
  symbols: Symbols,
): Line[] {
  const most = highest(series.flatMap(({ values }) => values))
  const levels = series.map(({ values }) => levelsOf(peaks(values, size), most, symbols))
  return series.map(({ mark }, index) => [
    span(heads[index] ?? '', mark),
    span(pad(levels[index] ?? '', widest(levels)), roleOf(mark)),
    span(ends[index] ?? '', 'quiet'),
  ])
}

function axisLine(chart: SparkChart, size: number, head: string): Line {
  const to = lengthOf(chart)
  return [span(head, 'quiet'), ...axisLabels({ from: 1, to, columns: Math.ceil(to / size) }, '')]
}

function lengthOf({ series }: SparkChart): number {
  return series.reduce((most, { values }) => Math.max(most, values.length), 0)
}
