/** A line as redis-cli reads it: words as bytes, for `\xff` is a byte and not a character. */
export type Split = { words: Buffer[] } | { open: true } | { problem: string }

const NAMED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\u0007' }
/** Escapes are known in double quotes only; single quotes know their own quote. */
const DOUBLE = /\\x([0-9a-fA-F]{2})|\\(.)|([^"\\]+)|(")/gsuy
const SINGLE = /()\\(')|([^'\\]+|\\)|(')/gsuy

/** The rules of `sdssplitargs`. `open`: a quote is not closed yet, more lines may follow. */
export function splitLine(line: string): Split {
  const words: Buffer[] = []
  let at = skipSpace(line, 0)
  while (at < line.length) {
    const word = readWord(line, at)
    if (!('bytes' in word)) return word
    words.push(word.bytes)
    at = skipSpace(line, word.end)
  }
  return { words }
}

type Word = { bytes: Buffer; end: number } | { open: true } | { problem: string }

function readWord(line: string, start: number): Word {
  const bare = /[^ \t\n\v\f\r"']*/y
  bare.lastIndex = start
  const head = Buffer.from(bare.exec(line)?.[0] ?? '')
  const at = bare.lastIndex
  const quote = line[at]
  if (quote !== '"' && quote !== "'") return { bytes: head, end: at }
  const rest = readQuoted(line, at + 1, quote === '"' ? DOUBLE : SINGLE)
  if (rest === undefined) return { open: true }
  if (/[^ \t\n\v\f\r]/.test(line[rest.end] ?? ' ')) return { problem: 'a space must follow a closing quote' }
  return { bytes: Buffer.concat([head, rest.bytes]), end: rest.end }
}

/** Up to and with the closing quote; undefined when there is none. */
function readQuoted(line: string, start: number, rule: RegExp): { bytes: Buffer; end: number } | undefined {
  const parts: Buffer[] = []
  const part = new RegExp(rule)
  part.lastIndex = start
  for (let found = part.exec(line); found !== null; found = part.exec(line)) {
    const [, hex, escaped, plain, end] = found
    if (end !== undefined) return { bytes: Buffer.concat(parts), end: part.lastIndex }
    if (hex) parts.push(Buffer.from(hex, 'hex'))
    else
      parts.push(Buffer.from(plain ?? (rule === DOUBLE ? NAMED[escaped ?? ''] : undefined) ?? escaped ?? ''))
  }
  return undefined
}

function skipSpace(line: string, start: number): number {
  const space = /[ \t\n\v\f\r]*/y
  space.lastIndex = start
  space.exec(line)
  return space.lastIndex
}
