import type { StateEvent, TableEvent, WireEvent } from '../../scenario/event.js'
import { factWords } from '../key-words.js'
import { commandWords, formatReply } from '../redis-cli.js'
import type { Finding, Shown } from '../steps.js'
import type { Symbols } from '../symbols.js'
import { visible } from '../text/escape.js'
import { columnTexts } from '../view/cells.js'
import { signOf } from '../view/signs.js'
import { chartTable } from '../chart-table/index.js'
import { chartTitle, hiddenWords, moreWords, skipWords } from '../words.js'
import { escaped, inlineCode } from './escape.js'

/** A transcript's lines are not wrapped, but nobody scrolls far. */
const LONGEST_LINE = 110

export function shownBlocks(shown: Shown, symbols: Symbols): string[] {
  if (shown.type === 'table') return [titleOf(shown.title), tableBlock(shown, symbols)]
  if (shown.type === 'state') return [titleOf(shown.title), stateBlock(shown)]
  return [titleOf(chartTitle(shown)), tableBlock(chartTable(shown, symbols), symbols), escaped(shown.words)]
}

/** As a session in redis-cli, with each actor's name as the prompt. */
export function wireBlock(wires: readonly WireEvent[], hidden: number, symbols: Symbols): string[] {
  if (wires.length === 0) return []
  const exchanges = wires.map((wire) => {
    const slot = wire.slot === undefined ? '' : `  # slot ${wire.slot}`
    const command = [
      ...commandWords(wire, symbols, LONGEST_LINE),
      ...moreWords(wire.omitted ?? 0, symbols),
    ].join(' ')
    return `${visible(wire.actor)}> ${command}${slot}\n${formatReply(wire.reply, LONGEST_LINE, symbols)}`
  })
  const rest = hidden === 0 ? [] : [hiddenWords(hidden, symbols)]
  return [['```text', ...exchanges, ...rest, '```'].join('\n')]
}

export function findingItem(finding: Finding, symbols: Symbols): string {
  if (finding.type === 'skip')
    return `- **${symbols.skipped}**: ${escaped(finding.what)} (${escaped(skipWords(finding))})`
  const detail = finding.detail === undefined ? '' : ` (${escaped(finding.detail)})`
  return `- **${finding.holds ? symbols.holds : symbols.failed}**: ${escaped(finding.claim)}${detail}`
}

function titleOf(title: string): string {
  return `**${escaped(visible(title))}**`
}

function tableBlock(table: Pick<TableEvent, 'columns' | 'rows'>, symbols: Symbols): string {
  const columns = columnTexts(table, symbols)
  const rows = table.rows.map((_, row) =>
    columns.map(({ cells }) => {
      const { text, mark } = cells[row] ?? { text: '', mark: undefined }
      return signOf(mark, symbols) + escaped(text)
    }),
  )
  const rules = columns.map(({ align }) => (align === 'right' ? '---:' : '---'))
  return rowsBlock([columns.map(({ label }) => escaped(label)), rules, ...rows])
}

function stateBlock({ keys }: StateEvent): string {
  const rows = keys.map((key) => [
    inlineCode(key.key),
    factWords(key).filter(Boolean).join(', '),
    key.preview.map(inlineCode).join(', '),
  ])
  return rowsBlock([['key', 'is', 'begins with'], ['---', '---', '---'], ...rows])
}

function rowsBlock(rows: readonly string[][]): string {
  return rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
