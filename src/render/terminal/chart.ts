import type { ChartEvent } from '../../scenario/event.js'
import type { Symbols } from '../symbols.js'
import { visible } from '../text/escape.js'
import type { Line } from '../text/line.js'
import { hanging } from '../view/hanging.js'
import { titled } from '../view/titled.js'
import { chartTitle } from '../words.js'
import { barLines, barsWidth } from './bars.js'
import { sequenceLines, sequenceWidth } from './sequence/index.js'
import { slotsLines } from './slots/index.js'
import { sparkLines, sparkWidth } from './spark.js'
import { timelineLines } from './timeline/index.js'

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
      return slotsLines(chart, width, symbols)
    case 'sequence':
      return sequenceLines(chart, width, symbols)
  }
}

/** What has no width of its own, but is read with more ease when it is wide. */
const WIDE_TIMELINE = 72
const WIDE_STRIP = 60

/** Columns at which a picture shows all that it has to show. */
export function chartWidth(chart: ChartEvent, symbols: Symbols): number {
  switch (chart.kind) {
    case 'bars':
      return barsWidth(chart, symbols)
    case 'timeline':
      return WIDE_TIMELINE
    case 'spark':
      return sparkWidth(chart, symbols)
    case 'slots':
      return WIDE_STRIP
    case 'sequence':
      return sequenceWidth(chart, symbols)
  }
}
