import type { SparkChart } from '../../scenario/event.js'
import { figures } from '../data/figures.js'
import { highest, peakWords } from '../data/peaks.js'
import type { Symbols } from '../symbols.js'
import { visible } from '../text/escape.js'
import type { Line } from '../text/line.js'
import { hanging } from '../view/hanging.js'

/** Only nothing is drawn as nothing: the least of something is one level higher. */
export function levelsOf(values: readonly number[], most: number, { levels }: Symbols): string {
  const top = levels.length - 1
  const level = (value: number) => (value > 0 ? Math.max(1, Math.round((value / most) * top)) : 0)
  return values.map((value) => levels[level(value)]).join('')
}

/** What a full column stands for, and what was left out to make room. */
export function scaleLines(
  { series, unit, each }: SparkChart,
  size: number,
  width: number,
  symbols: Symbols,
): Line[] {
  const most = highest(series.flatMap(({ values }) => values))
  const full = most > 0 ? [`${symbols.levels.at(-1)} is ${figures([most]).join('')} ${unit}`] : []
  const column = size > 1 ? [`each column is ${peakWords(size, each)}`] : []
  const words = [...full, ...column].join(', ')
  return words === '' ? [] : hanging([], visible(words), width, 'quiet')
}
