import type { SparkChart } from '../../scenario/event.js'
import { bucketed } from '../buckets.js'
import type { Symbols } from '../symbols.js'
import { visible } from '../text/escape.js'
import { fit, pad } from '../text/fit.js'
import { type Line, span } from '../text/line.js'
import { widest } from '../text/width.js'
import { roleOf } from './canvas.js'

const LABEL_SHARE = 0.3

/** A line of heights for each series, all on one scale, with the highest as a number. */
export function sparkLines({ series, each }: SparkChart, width: number, symbols: Symbols): Line[] {
  const signs = series.map(({ mark }) => (mark === undefined ? '' : `${symbols[mark]} `))
  const sign = widest(signs)
  const labels = Math.min(widest(series.map(({ label }) => visible(label))), Math.floor(width * LABEL_SHARE))
  const numbers = widest(series.map(({ values }) => mostOf(values))) + 'most '.length
  const room = Math.max(1, width - sign - labels - numbers - 4)
  const { rows, size } = bucketed(
    series.map(({ values }) => values),
    room,
  )
  const most = Math.max(0, ...rows.flat())
  const lines = series.map(({ label, mark, values }, index): Line => [
    span(
      pad(signs[index] ?? '', sign) + pad(fit(visible(label), labels, symbols.ellipsis), labels + 2),
      mark,
    ),
    span((rows[index] ?? []).map((value) => heightOf(value, most, symbols)).join(''), roleOf(mark)),
    span(`  most ${mostOf(values)}`, 'quiet'),
  ])
  if (size === 1) return lines
  return [...lines, [span(fit(`one column: ${size} × ${each}, added up`, width, symbols.ellipsis), 'quiet')]]
}

function mostOf(values: readonly number[]): string {
  return String(Math.max(0, ...values))
}

/** Something is never drawn as nothing. */
function heightOf(value: number, most: number, { levels, zero }: Symbols): string {
  if (!(value > 0)) return zero
  return levels[Math.max(0, Math.ceil((value / most) * levels.length) - 1)] ?? zero
}
