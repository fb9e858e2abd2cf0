import type { ChartEvent } from '../../scenario/event.js'
import { chartTable } from '../chart-table.js'
import type { Symbols } from '../symbols.js'
import { visible } from '../text/escape.js'
import type { Line } from '../text/line.js'
import { hanging } from '../view/hanging.js'
import { titled } from '../view/titled.js'
import { chartTitle } from '../words.js'
import { barLines } from './bars.js'
import { tableLines } from './table.js'

/** The picture under its title, and below it the same in words. */
export function chartLines(chart: ChartEvent, width: number, symbols: Symbols, unicode: boolean): Line[] {
  const picture = pictureLines(chart, width, symbols, unicode)
  return titled(chartTitle(chart), width, [...picture, ...hanging([], visible(chart.words), width, 'quiet')])
}

function pictureLines(chart: ChartEvent, width: number, symbols: Symbols, unicode: boolean): Line[] {
  if (chart.kind === 'bars') return barLines(chart, width, symbols)
  return tableLines({ type: 'table', id: chart.id, title: '', ...chartTable(chart) }, width, symbols, unicode)
}
