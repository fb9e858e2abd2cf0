import { looksLikeRow } from './json/values.js'
import { LONGEST_ROW, type RowSource } from './row.js'

export type Format = 'csv' | 'tsv' | 'json' | 'ndjson'

const BY_EXTENSION: Readonly<Record<string, Format>> = {
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
}

/** Does this hold the first line that is not blank, and the first character after it? More is never looked at. */
export function isEnough(head: string): boolean {
  return head.length >= LONGEST_ROW || /^\s*\S[^\n]*\n\s*\S/.test(head)
}

/** By the name of the file, else by how it begins. A `.json` may hold one document or one value a line. */
export function chooseFormat(source: RowSource, head: string): Format {
  const extension = /\.([^./\\]+)$/.exec(source.path)?.[1]?.toLowerCase() ?? ''
  const known = BY_EXTENSION[extension]
  if (known) return known
  const opening = head.trimStart()[0] ?? ''
  return extension === 'json' || opening === '[' || opening === '{' ? chooseJson(source, head) : 'csv'
}

function chooseJson(source: RowSource, head: string): Format {
  const [, line = '', next = ''] = /^\s*(\S[^\n]*)(?:\n\s*(\S))?/.exec(head.slice(0, LONGEST_ROW)) ?? []
  if (line.startsWith('{') && next === '{') return 'ndjson'
  const value = parsed(line)
  if (value === undefined) return 'json'
  return next !== '' || looksLikeRow(value, source) ? 'ndjson' : 'json'
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
