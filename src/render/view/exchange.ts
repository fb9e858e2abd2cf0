import type { Reply } from '../../scenario/event.js'
import { formatReply, type Sent } from '../redis-cli.js'
import type { Symbols } from '../symbols.js'
import { type Line, lineWidth, span } from '../text/line.js'
import { textWidth } from '../text/width.js'
import { commandLines, INDENT, paintCommand } from './command.js'

/** With less room than this for the reply, the slot is left out. */
const SHORTEST_REPLY = 20
const GAP = 2

/** A command on as many lines as it needs, and its whole reply on one, however long. */
export interface Exchange {
  wire: Sent
  command: string[]
  reply: Line
}

export function exchangeOf(wire: Sent, room: number, symbols: Symbols): Exchange {
  return {
    wire,
    command: commandLines(wire, room, symbols),
    reply: replyLine(wire, Number.POSITIVE_INFINITY, symbols),
  }
}

/** Where most replies can start in one column beside their commands: the nearest such column. */
export function replyColumn(exchanges: readonly Exchange[], room: number): number {
  const single = exchanges.filter(({ command }) => command.length === 1)
  const pairs = single.map(({ command, reply }) => [lastWidth(command), lineWidth(reply)] as const)
  const aligned = (column: number) =>
    pairs.filter(([command, reply]) => command <= column && column + GAP + reply <= room).length
  const candidates = [...new Set(pairs.map(([command]) => command))].toSorted((one, other) => one - other)
  return candidates.reduce((best, column) => (aligned(column) > aligned(best) ? column : best), 0)
}

/** A reply stands beside its command when all of it fits there, else shortened on a line of its own. */
export function exchangeLines(
  { command, reply, wire }: Exchange,
  column: number,
  room: number,
  symbols: Symbols,
): Line[] {
  const lines = command.map(paintCommand)
  if (wire.reply === undefined) return lines
  const end = lastWidth(command)
  const width = lineWidth(reply)
  const start = [column, end].find((start) => start >= end && start + GAP + width <= room)
  if (command.length > 1 || start === undefined)
    return [...lines, [INDENT, ...replyLine(wire, room - 2, symbols)]]
  return [[...lines.flat(), span(' '.repeat(start - end + GAP)), ...reply]]
}

function replyLine(wire: Sent, width: number, symbols: Symbols): Line {
  if (wire.reply === undefined) return []
  const arrow = `${symbols.reply} `
  const room = width - textWidth(arrow)
  const slot = wire.slot === undefined ? '' : `  (slot ${wire.slot})`
  const shown = room - slot.length >= SHORTEST_REPLY ? slot : ''
  const text = formatReply(wire.reply, room - shown.length, symbols)
  return [span(arrow, 'quiet'), span(text, isError(wire.reply) ? 'bad' : 'reply'), span(shown, 'quiet')]
}

function isError(reply: Reply): boolean {
  return reply !== null && typeof reply === 'object' && 'error' in reply
}

function lastWidth(command: readonly string[]): number {
  return textWidth(command.at(-1) ?? '')
}
