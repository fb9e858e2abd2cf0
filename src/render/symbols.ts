import type { Mark } from '../scenario/event.js'

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
  /** What a span of time is drawn with, so that its meaning does not hang on colour. */
  fills: Readonly<Record<Mark | 'plain', string>>
  /** One moment of a timeline. */
  points: Readonly<Record<Mark | 'plain', string>>
  /** Heights of a sparkline, from the lowest that is not nothing. */
  levels: readonly string[]
  /** A sparkline's nothing. */
  zero: string
  /** An axis: its line, a tick on it, and both ends. */
  axis: { line: string; tick: string; first: string; last: string }
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
  fills: { good: '█', bad: '▒', me: '▓', plain: '━' },
  points: { good: '✔', bad: '✘', me: '▸', plain: '◆' },
  levels: ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'],
  zero: '·',
  axis: { line: '─', tick: '┬', first: '├', last: '┤' },
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
  fills: { good: '#', bad: 'x', me: '*', plain: '=' },
  points: { good: '+', bad: 'X', me: '>', plain: 'o' },
  levels: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
  zero: '.',
  axis: { line: '-', tick: '+', first: '|', last: '|' },
}

export function symbolsFor(unicode: boolean): Symbols {
  return unicode ? UNICODE : ASCII
}
