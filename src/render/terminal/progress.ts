import type { ProgressEvent } from '../../scenario/event.js'
import type { Progress } from '../progress.js'
import type { Symbols } from '../symbols.js'
import { fit } from '../text/fit.js'
import { visible } from '../text/escape.js'
import { progressWords } from '../words.js'

const BAR = 20
const ERASE_LINE = '\r\u001b[K'

/** One line that repaints itself, and vanishes before anything else is written. */
export function repaintedProgress(err: (text: string) => void, width: number, symbols: Symbols): Progress {
  let painted = ''
  return {
    clear() {
      if (painted !== '') err(ERASE_LINE)
      painted = ''
    },
    show(event) {
      const line = fit(progressLine(event, symbols), width - 1, symbols.ellipsis)
      if (line !== painted) err(ERASE_LINE + line)
      painted = line
    },
  }
}

function progressLine(event: ProgressEvent, symbols: Symbols): string {
  const words = visible(progressWords(event))
  if (event.total === undefined || event.total <= 0) return words
  const share = Math.min(1, event.done / event.total)
  const full = Math.floor(share * BAR)
  const bar = (symbols.blocks.at(-1) ?? '').repeat(full) + symbols.rule.repeat(BAR - full)
  return `${bar} ${String(Math.floor(share * 100)).padStart(3)}%  ${words}`
}
