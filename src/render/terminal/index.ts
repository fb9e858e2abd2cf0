import type { Look } from '../look.js'
import type { Renderer, RenderOptions } from '../options.js'
import { createPieceRenderer } from '../piece-renderer.js'
import { appendedProgress } from '../progress.js'
import { screenOf } from '../screen.js'
import { symbolsFor } from '../symbols.js'
import { chartLines, chartWidth } from './chart.js'
import { heading } from './heading.js'
import { painter } from './paint.js'
import { repaintedProgress } from './progress.js'
import { tableLines, tableWidth } from './table.js'

/** Frames, bars and colour; state beside its lesson where there is room. */
export function createTerminal(options: RenderOptions): Renderer {
  const { err, width, animate, unicode, color } = options
  const symbols = symbolsFor(unicode)
  const look: Look = {
    symbols,
    heading: (title, id, columns) => heading(title, id, columns, symbols),
    table: (table, columns) => tableLines(table, columns, symbols, unicode),
    chart: (chart, columns) => chartLines(chart, columns, symbols),
    widthOf: (shown) => (shown.type === 'table' ? tableWidth(shown, symbols) : chartWidth(shown, symbols)),
  }
  const progress = animate ? repaintedProgress(err, width, symbols) : appendedProgress(err)
  return createPieceRenderer(options, screenOf({ width, look, paint: painter(color) }), progress)
}
