import type { BarsChart } from '../../scenario/event.js'
import { figures } from '../data/figures.js'
import type { Symbols } from '../symbols.js'
import { fit, pad } from '../text/fit.js'
import { visible } from '../text/escape.js'
import { type Line, span } from '../text/line.js'
import { widest } from '../text/width.js'
import { signsOf } from '../view/signs.js'
import { roleOf } from './stretch.js'

const LONGEST_BAR = 40
/** A bar shorter than this shows nothing; the label gives way first. */
const SHORTEST_BAR = 8
/** Before and behind the number. */
const GAPS = 4

/** For every bar its label, its number and its length. */
export function barLines({ bars, unit }: BarsChart, width: number, symbols: Symbols): Line[] {
  const { signs, names, numbers } = textsOf(bars, symbols)
  const rest = width - widest(signs) - widest(numbers) - GAPS
  const label = Math.max(1, Math.min(widest(names), rest - SHORTEST_BAR))
  const room = Math.min(LONGEST_BAR, rest - label)
  const most = fullValue(bars, unit)
  return bars.map(({ value, mark }, index): Line => {
    const name = pad(fit(names[index] ?? '', label, symbols.ellipsis), label)
    return [
      span((signs[index] ?? '') + name, mark),
      span(`  ${pad(numbers[index] ?? '', widest(numbers), 'right')}  `),
      span(barOf(value / most, room, symbols), roleOf(mark)),
    ]
  })
}

/** Columns at which no label is shortened and bars can be told apart. */
export function barsWidth({ bars }: BarsChart, symbols: Symbols): number {
  const { signs, names, numbers } = textsOf(bars, symbols)
  return widest(signs) + widest(names) + widest(numbers) + GAPS + SHORTEST_BAR
}

function textsOf(bars: BarsChart['bars'], symbols: Symbols) {
  return {
    signs: signsOf(bars, symbols),
    names: bars.map(({ label }) => visible(label)),
    numbers: figures(bars.map(({ value }) => value)),
  }
}

/** What the longest bar stands for. Half of 100 % is half a bar, whatever else there is. */
function fullValue(bars: BarsChart['bars'], unit: string): number {
  const most = bars.reduce((largest, { value }) => Math.max(largest, value), 0)
  return unit.startsWith('%') ? Math.max(100, most) : most
}

/** As long as its share of the longest, to the eighth of a column; something is never drawn as nothing. */
function barOf(share: number, room: number, { blocks }: Symbols): string {
  if (!(share > 0)) return ''
  const parts = Math.max(1, Math.round(share * room * blocks.length))
  const full = blocks.at(-1) ?? ''
  return full.repeat(Math.floor(parts / blocks.length)) + (blocks[(parts % blocks.length) - 1] ?? '')
}
