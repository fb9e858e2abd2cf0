import { LONGEST_ROW } from '../row.js'

/** On equal counts the first wins: a comma stands in names more often than a tab or a semicolon. */
const DELIMITERS = ['\t', ';', ','] as const

export const DELIMITER_WORDS: Readonly<Record<string, string>> = {
  '\t': 'tabs',
  ';': 'semicolons',
  ',': 'commas',
}

/** The delimiter that the first line has most of, outside of quotes. Undefined while that line is not whole. */
export function sniffDelimiter(text: string, last: boolean): string | undefined {
  const line = firstLine(text.slice(0, LONGEST_ROW).trimStart())
  if (line === undefined && !last && text.length < LONGEST_ROW) return undefined
  const unquoted = (line ?? text.slice(0, LONGEST_ROW)).replace(/"[^"]*"?/g, '')
  const counts = DELIMITERS.map((delimiter) => unquoted.split(delimiter).length)
  return DELIMITERS[counts.indexOf(Math.max(...counts))]
}

/** Up to the first line end that no quotes enclose. */
function firstLine(text: string): string | undefined {
  return /^(?:[^"\r\n]|"[^"]*")*(?=[\r\n])/.exec(text)?.[0]
}
