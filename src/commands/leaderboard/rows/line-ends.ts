const LINE_END = /[\r\n]/g

/** The position of the next `\n` or `\r`, or the end of the text. */
export function lineEndFrom(text: string, at: number): number {
  LINE_END.lastIndex = at
  return LINE_END.exec(text)?.index ?? text.length
}

/** The start of the next line. `\n`, `\r\n` and a lone `\r` end a line. */
export function afterLineEnd(text: string, end: number): number {
  return text[end] === '\r' && text[end + 1] === '\n' ? end + 2 : Math.min(end + 1, text.length)
}

/** Is a line end there and whole? A `\r` that comes last may be half of a `\r\n`. */
export function hasLineEnd(text: string, end: number): boolean {
  return end < text.length && !(text[end] === '\r' && end === text.length - 1)
}

export function countLineEnds(text: string, from: number, to: number): number {
  let count = 0
  for (let end = lineEndFrom(text, from); end < to; end = lineEndFrom(text, afterLineEnd(text, end))) count++
  return count
}
