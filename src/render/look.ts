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
  /** Columns that a table takes when nothing of it is shortened. Undefined when state always stands below its lesson. */
  tableWidth: ((table: TableEvent) => number) | undefined
}
