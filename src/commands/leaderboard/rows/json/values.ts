import { findColumns } from '../columns.js'
import type { Row, RowSource } from '../row.js'
import { shown } from '../../../../scenario/shown.js'
import { toRow } from '../to-row.js'

/** Turns JSON values into rows: objects, whose first one tells the keys of all, or [name, score] pairs. */
export class ValueRows {
  readonly #source: RowSource
  #keys: { name: string; score: string } | undefined

  constructor(source: RowSource) {
    this.#source = source
  }

  row(line: number, value: unknown): Row {
    if (isPair(value)) return toRow(line, value[0], value[1])
    if (!isObject(value)) return { line, problem: `${shown(value)} is not an object or a [name, score] pair` }
    this.#keys ??= findKeys(value, this.#source)
    return toRow(line, own(value, this.#keys.name), own(value, this.#keys.score))
  }

  describe(): string {
    if (!this.#keys) return 'pairs of name and score'
    return `names from ${shown(this.#keys.name)}, scores from ${shown(this.#keys.score)}`
  }
}

/** Is this a row by itself, as far as one can tell without further rows? */
export function looksLikeRow(value: unknown, source: RowSource): boolean {
  if (isPair(value)) return !value.some((part) => typeof part === 'object')
  if (!isObject(value)) return false
  try {
    findKeys(value, source)
    return true
  } catch {
    return false
  }
}

function findKeys(value: Record<string, unknown>, source: RowSource): { name: string; score: string } {
  const labels = Object.keys(value)
  const columns = findColumns(labels, source)
  return { name: labels[columns.name] ?? '', score: labels[columns.score] ?? '' }
}

/** A key such as `constructor` must not be found where the object has no key of its own. */
function own(value: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined
}

function isPair(value: unknown): value is [unknown, unknown] {
  return Array.isArray(value) && value.length === 2
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
