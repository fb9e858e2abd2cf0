import type { SequenceChart } from '../../../scenario/event.js'
import { withoutPrefix } from '../../data/key-prefix.js'
import { momentsOf } from '../../data/moments.js'
import type { Symbols } from '../../symbols.js'
import type { Line } from '../../text/line.js'
import { laneLines } from './lanes.js'
import { layoutOf, naturalWidth } from './layout.js'
import { stackedLines } from './stacked.js'

/** The clients side by side, or step by step where that has no room. */
export function sequenceLines(chart: SequenceChart, width: number, symbols: Symbols): Line[] {
  const { clients } = chart
  const moments = momentsOf(withoutPrefix(chart))
  const layout = layoutOf(clients, moments, width, symbols)
  return layout === undefined
    ? stackedLines(clients, moments, width, symbols)
    : laneLines(moments, { clients, layout, width, symbols })
}

/** Columns at which no command is wrapped. */
export function sequenceWidth(chart: SequenceChart, symbols: Symbols): number {
  return naturalWidth(chart.clients, momentsOf(withoutPrefix(chart)), symbols)
}
