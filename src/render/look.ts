import type { ChartEvent, TableEvent } from '../scenario/event.js'
import type { Symbols } from './symbols.js'
import type { Line } from './text/line.js'

/** Where terminal and plain text differ. Everything else of a screen is the same. */
export interface Look {
  symbols: Symbols
  table(table: TableEvent, width: number): Line[]
  chart(chart: ChartEvent, width: number): Line[]
  /** A chapter's title. */
  heading(title: string, id: string, width: number): Line[]
  /** Columns at which all of it can be seen well. Undefined when state always stands below its lesson. */
  widthOf: ((shown: TableEvent | ChartEvent) => number) | undefined
}
