import { cut } from './fit.js'
import { textWidth } from './width.js'

/** Words to lines no wider than this. A word that is wider by itself is broken. */
export function flow(words: readonly string[], width: number): string[] {
  const lines: string[] = []
  let line: string | undefined
  for (const word of words) {
    const joined: string = line === undefined ? word : `${line} ${word}`
    if (textWidth(joined) <= width) {
      line = joined
      continue
    }
    if (line !== undefined) lines.push(line)
    const pieces = broken(word, width)
    lines.push(...pieces.slice(0, -1))
    line = pieces.at(-1)
  }
  return line === undefined ? lines : [...lines, line]
}

/** Prose to lines. Line breaks in the text stay. */
export function wrap(text: string, width: number): string[] {
  return text.split('\n').flatMap((part) => {
    const lines = flow(part.split(' ').filter(Boolean), width)
    return lines.length === 0 ? [''] : lines
  })
}

function broken(word: string, width: number): string[] {
  const pieces: string[] = []
  let rest = word
  while (textWidth(rest) > width) {
    // One character that is too wide must still be taken, or this would never end.
    const piece = cut(rest, width) || String.fromCodePoint(rest.codePointAt(0) ?? 0)
    pieces.push(piece)
    rest = rest.slice(piece.length)
  }
  return rest === '' ? pieces : [...pieces, rest]
}
