import type { Bar, BarsChart } from '../../scenario/event.js'
import type { Symbols } from '../symbols.js'
import { fit, pad } from '../text/fit.js'
import { visible } from '../text/escape.js'
import { type Line, span } from '../text/line.js'
import { widest } from '../text/width.js'

const LONGEST_BAR = 40
/** A bar shorter than this shows nothing; the label gives way first. */
const SHORTEST_BAR = 8

/** For every bar its label, its number and its length. */
export function barLines(chart: BarsChart, width: number, symbols: Symbols): Line[] {
  const sign = widest(chart.bars.map(({ mark }) => (mark === undefined ? '' : `${symbols[mark]} `)))
  const number = widest(chart.bars.map(({ value }) => String(value)))
  const longest = widest(chart.bars.map(({ label }) => visible(label)))
  const label = Math.max(1, Math.min(longest, width - sign - number - SHORTEST_BAR - 4))
  const room = Math.min(LONGEST_BAR, width - sign - label - number - 4)
  const most = Math.max(0, ...chart.bars.map(({ value }) => value))
  return chart.bars.map((bar): Line => {
    const mark = pad(bar.mark === undefined ? '' : symbols[bar.mark], sign)
    const name = pad(fit(visible(bar.label), label, symbols.ellipsis), label)
    return [
      span(mark + name, bar.mark),
      span(`  ${pad(String(bar.value), number, 'right')}  `),
      span(barOf(bar, most, room, symbols), bar.mark ?? 'bar'),
    ]
  })
}

/** As long as its share of the longest, to the eighth of a column; something is never drawn as nothing. */
function barOf({ value }: Bar, most: number, room: number, { blocks }: Symbols): string {
  if (!(value > 0)) return ''
  const parts = Math.max(1, Math.round((value / most) * room * blocks.length))
  const full = blocks.at(-1) ?? ''
  return full.repeat(Math.floor(parts / blocks.length)) + (blocks[(parts % blocks.length) - 1] ?? '')
}
