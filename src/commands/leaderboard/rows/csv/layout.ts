import { type Columns, findColumns, isColumnNumber, positionOf } from '../columns.js'
import { isProblem, type RowSource } from '../row.js'
import { readScore } from '../score.js'
import { shown } from '../../../../scenario/shown.js'

/** What the first record of a file tells of all of them. */
export interface Layout {
  hasHeader: boolean
  /** One for each column, as messages call it. */
  labels: string[]
  columns: Columns
}

/**
 * A first record without a number in it is the header; so is one with a column that a flag names. Without a
 * header two columns are a name and a score, the other way round when only the first one is a number.
 */
export function layoutOf(first: readonly string[], source: RowSource): Layout {
  const numeric = first.map((field) => !isProblem(readScore(field)))
  if (!numeric.includes(true) || isNamed(first, source)) {
    return { hasHeader: true, labels: first.map(shown), columns: findColumns(first, source) }
  }
  const numbered = first.map((field, index) => `${index + 1}: ${field}`)
  const columns = nameAndScore(numeric, source) ?? findColumns(numbered, source)
  return { hasHeader: false, labels: first.map((_, index) => `column ${index + 1}`), columns }
}

function nameAndScore(numeric: readonly boolean[], source: RowSource): Columns | undefined {
  if (numeric.length !== 2 || source.nameColumn !== '' || source.scoreColumn !== '') return undefined
  return numeric[0] === true && numeric[1] === false ? { name: 1, score: 0 } : { name: 0, score: 1 }
}

function isNamed(labels: readonly string[], source: RowSource): boolean {
  return [source.nameColumn, source.scoreColumn].some(
    (wanted) => wanted !== '' && !isColumnNumber(wanted, labels) && positionOf(wanted, labels) >= 0,
  )
}
