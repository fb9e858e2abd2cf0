import { commandWords, type Sent } from '../redis-cli.js'
import type { Symbols } from '../symbols.js'
import { type Line, span } from '../text/line.js'
import { textWidth } from '../text/width.js'
import { flow } from '../text/wrap.js'
import { moreWords } from '../words.js'

const LONGEST_ARGUMENT = 48
/** A command with hundreds of arguments is shown in part. */
const MOST_LINES = 3
/** Before the further lines of a command, and before its reply. */
export const INDENT = span('  ')

/** Broken only between arguments; joined again it can be pasted into redis-cli. */
export function commandLines(wire: Sent, room: number, symbols: Symbols): string[] {
  const width = room - 2
  const words = commandWords(wire, symbols, Math.min(LONGEST_ARGUMENT, width))
  if (textWidth(words.join(' ')) <= room && !wire.omitted) return [words.join(' ')]
  for (let taken = words.length; taken > 1; taken -= 1) {
    const left = (wire.omitted ?? 0) + words.length - taken
    const lines = flow([...words.slice(0, taken), ...moreWords(left, symbols)], width)
    if (lines.length <= MOST_LINES) return lines
  }
  return flow(words, width).slice(0, 1)
}

export function paintCommand(line: string, index: number): Line {
  if (index > 0) return [INDENT, span(line)]
  const name = line.split(' ', 1)[0] ?? ''
  return [span(name, 'command'), span(line.slice(name.length))]
}
