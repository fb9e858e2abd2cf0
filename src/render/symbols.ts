import type { Mark } from '../scenario/event.js'

/** Every character that decorates. ASCII uses words for marks: they need no explanation, and they can be heard. */
export interface Symbols {
  good: string
  bad: string
  me: string
  holds: string
  failed: string
  skipped: string
  /** From this step on something is wrong. */
  broken: string
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
  /** From nothing to the most, in one cell. */
  levels: readonly string[]
  /** A stretch of an axis: its two ends, what fills it, and all of it when it is one cell wide. */
  stretch: { start: string; end: string; cell: string; fill: Record<Meaning, string> }
  /** One moment on an axis of time. */
  points: Record<Meaning, string>
  /** A line with ticks on it. */
  axis: { start: string; tick: string; end: string }
  /** In the place of a label that has no room, and in front of it in the legend. */
  keys: readonly string[]
  times: string
  /** Between the first and the last. */
  to: string
  /** From one or several lines to what they share. */
  join: { one: string; first: string; middle: string; last: string }
  /** A client's column: its line, a step on it, and where it ends because the client died. */
  lifeline: { line: string; step: string; end: string }
}

type Meaning = Mark | 'none'

const UNICODE: Symbols = {
  good: '✔',
  bad: '✘',
  me: '▸',
  holds: '✔ holds',
  failed: '✘ FAILED',
  skipped: '○ skipped',
  broken: '✘ BROKEN',
  allHold: '✔ ',
  someFailed: '✘ ',
  ellipsis: '…',
  reply: '→',
  dot: '·',
  rule: '─',
  none: '–',
  blocks: ['▏', '▎', '▍', '▌', '▋', '▊', '▉', '█'],
  levels: [...'▁▂▃▄▅▆▇█'],
  stretch: { start: '▐', end: '▌', cell: '▌', fill: { good: '█', bad: '░', me: '▓', none: '▒' } },
  points: { good: '✔', bad: '✘', me: '▸', none: '◆' },
  axis: { start: '├', tick: '┬', end: '┤' },
  keys: [...'①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳'],
  times: '×',
  to: '–',
  join: { one: '──', first: '┬─', middle: '┤', last: '┘' },
  lifeline: { line: '│', step: '●', end: '╳' },
}

const ASCII: Symbols = {
  good: 'ok',
  bad: 'bad',
  me: 'me',
  holds: '[ok]',
  failed: '[FAILED]',
  skipped: '[skipped]',
  broken: '[BROKEN]',
  allHold: '',
  someFailed: '',
  ellipsis: '...',
  reply: '->',
  dot: '|',
  rule: '-',
  none: '-',
  blocks: ['#'],
  levels: [...'0123456789'],
  stretch: { start: '[', end: ']', cell: '|', fill: { good: '=', bad: 'x', me: '#', none: '-' } },
  points: { good: '+', bad: 'x', me: '>', none: '*' },
  axis: { start: '+', tick: '+', end: '+' },
  keys: [...'abcdefghijklmnopqrstuvwxyz'],
  times: 'x',
  to: '-',
  join: { one: '--', first: '+-', middle: '|', last: "'" },
  lifeline: { line: '|', step: '*', end: 'X' },
}

export function symbolsFor(unicode: boolean): Symbols {
  return unicode ? UNICODE : ASCII
}

/** The n-th key of a legend, from 0. */
export function keyAt(index: number, { keys }: Symbols): string {
  return keys[index] ?? `(${index + 1})`
}
