/**
 * What a terminal would obey, hide or use to turn text around. The joiners and the letters of
 * flags stay: scripts and emoji need them, and they cannot do harm.
 */
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?!\u200c|\u200d|[\u{e0020}-\u{e007f}])\p{Cf}/gu

const NAMED: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/** User data as one safe line: a member called `\u001b[31m` must not colour the screen. */
export function visible(text: string): string {
  return text.replace(UNSAFE, (char) => NAMED[char] ?? codeOf(char))
}

/** Lesson text: the same, but its line breaks are meant. */
export function visibleLines(text: string): string {
  return text.split('\n').map(visible).join('\n')
}

export function isSafe(text: string): boolean {
  return text.search(UNSAFE) === -1
}

function codeOf(char: string): string {
  const hex = (char.codePointAt(0) ?? 0).toString(16)
  if (hex.length > 4) return `\\u{${hex}}`
  return hex.length > 2 ? `\\u${hex.padStart(4, '0')}` : `\\x${hex.padStart(2, '0')}`
}
