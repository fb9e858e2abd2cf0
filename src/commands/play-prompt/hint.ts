import type { CommandTable } from './command-docs.js'
import { docOf, usageOf } from './explain.js'
import { commandOf } from './lines.js'

/** The syntax of the command that is being typed, and what it does when there is room; empty before it is known. */
export function hintFor(line: string, table: CommandTable, width: number): string {
  const words = commandOf(line).text.split(/\s+/)
  const doc = docOf(words, table)
  if (doc === undefined) return ''
  const usage = usageOf(doc)
  const both = `${usage}  ${doc.summary.replace(/\.$/, '')}`
  return both.length <= width ? both : usage
}
