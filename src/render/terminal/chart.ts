import type { ChartEvent } from '../../scenario/event.js'
import type { Symbols } from '../symbols.js'
import { visible } from '../text/escape.js'
import type { Line } from '../text/line.js'
import { hanging } from '../view/hanging.js'
import { titled } from '../view/titled.js'
import { chartTitle } from '../words.js'
import { barLines } from './bars.js'
import { slotLines } from './slots.js'
import { sparkLines } from './spark.js'
import { timelineLines } from './timeline.js'

/** The picture under its title, and below it the same in words. */
export function chartLines(chart: ChartEvent, width: number, symbols: Symbols): Line[] {
  const words = hanging([], visible(chart.words), width, 'quiet')
  return titled(chartTitle(chart), width, [...pictureLines(chart, width, symbols), ...words])
}

function pictureLines(chart: ChartEvent, width: number, symbols: Symbols): Line[] {
  switch (chart.kind) {
    case 'bars':
      return barLines(chart, width, symbols)
    case 'timeline':
      return timelineLines(chart, width, symbols)
    case 'spark':
      return sparkLines(chart, width, symbols)
    case 'slots':
      return slotLines(chart, width, symbols)
  }
}
