/** Every character that decorates. ASCII uses words for marks: they need no explanation, and they can be heard. */
export interface Symbols {
  good: string
  bad: string
  me: string
  holds: string
  failed: string
  skipped: string
  /** In front of the last line, which says it in words too. */
  allHold: string
  someFailed: string
  ellipsis: string
  reply: string
  dot: string
  rule: string
  /** A cell without a value. */
  none: string
  /** A bar's partial last cell, from the smallest to the full one. */
  blocks: readonly string[]
}

const UNICODE: Symbols = {
  good: '✔',
  bad: '✘',
  me: '▸',
  holds: '✔ holds',
  failed: '✘ FAILED',
  skipped: '○ skipped',
  allHold: '✔ ',
  someFailed: '✘ ',
  ellipsis: '…',
  reply: '→',
  dot: '·',
  rule: '─',
  none: '–',
  blocks: ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
}

const ASCII: Symbols = {
  good: 'ok',
  bad: 'bad',
  me: 'me',
  holds: '[ok]',
  failed: '[FAILED]',
  skipped: '[skipped]',
  allHold: '',
  someFailed: '',
  ellipsis: '...',
  reply: '->',
  dot: '|',
  rule: '-',
  none: '-',
  blocks: ['#'],
}

export function symbolsFor(unicode: boolean): Symbols {
  return unicode ? UNICODE : ASCII
}
