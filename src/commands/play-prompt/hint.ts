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
  if (both.length <= width) return both
  // The bar stands for what is being typed: a space before it ends an argument.
  const given = commandOf(`${line}|`).text.split(/\s+/).length - doc.name.split(' ').length - 1
  return usage.length <= width ? usage : `${doc.name} ${ahead(doc.syntax, given)}`
}

/** A syntax that has no room, without those of its first arguments that are there already. */
function ahead(syntax: string, given: number): string {
  const [, plain = ''] = /^((?:[^\s[<]+ )*)/.exec(syntax) ?? []
  const names = plain.split(' ').slice(0, -1)
  const done = names.slice(0, Math.max(0, given)).join(' ')
  return done === '' ? syntax : `…${syntax.slice(done.length)}`
}
