import type { ChartEvent, TableEvent } from '../scenario/event.js'
import type { Look } from './look.js'
import type { Renderer, RenderOptions } from './options.js'
import { createPieceRenderer } from './piece-renderer.js'
import { appendedProgress } from './progress.js'
import { screenOf } from './screen.js'
import { symbolsFor } from './symbols.js'
import { visible } from './text/escape.js'
import { type Line, lineOf, lineText, span } from './text/line.js'
import { wrap } from './text/wrap.js'
import { type Grid, gridOf } from './view/grid.js'
import { hanging } from './view/hanging.js'
import { recordsOf } from './view/records.js'
import { titled } from './view/titled.js'
import { chartTable } from './chart-table/index.js'
import { chartTitle } from './words.js'

const symbols = symbolsFor(false)
const BETWEEN = 2

const look: Look = {
  symbols,
  heading: (title, _id, width) => wrap(`== ${title} ==`, width).map((line) => lineOf(line)),
  table: ({ title, ...table }, width) => titled(title, width, tableLines(table, width)),
  chart: (chart, width) => titled(chartTitle(chart), width, chartLines(chart, width)),
  widthOf: undefined,
}

/** For pipes, logs and screen readers: no frame, no colour, nothing repainted, ASCII marks. */
export function createPlain(options: RenderOptions): Renderer {
  const textOf = screenOf({ width: options.width, look, paint: lineText })
  return createPieceRenderer(options, textOf, appendedProgress(options.err))
}

function tableLines(table: Pick<TableEvent, 'columns' | 'rows'>, width: number): Line[] {
  const grid = gridOf(table, width, BETWEEN, symbols)
  return grid === undefined ? recordsOf(table, width, symbols) : alignedLines(grid)
}

function alignedLines({ head, body }: Grid): Line[] {
  return [head, ...body]
    .flat()
    .map((cells) =>
      cells.flatMap((cell, index) => (index === 0 ? [cell] : [span(' '.repeat(BETWEEN)), cell])),
    )
}

/** The picture as its numbers and its sentence. */
function chartLines(chart: ChartEvent, width: number): Line[] {
  return [...tableLines(chartTable(chart, symbols), width), ...hanging([], visible(chart.words), width)]
}
