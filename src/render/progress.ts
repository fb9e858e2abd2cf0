import type { ProgressEvent } from '../scenario/event.js'
import { visible } from './text/escape.js'
import { progressWords } from './words.js'

export interface Progress {
  show(event: ProgressEvent): void
  /** Something else is about to be written. */
  clear(): void
}

/** For documents, which only hold results. */
export const noProgress: Progress = { show: () => undefined, clear: () => undefined }

/** For those who cannot see a line repainted: a line at each quarter, or at each power of ten when no total is known. */
export function appendedProgress(err: (text: string) => void): Progress {
  let last = ''
  return {
    clear: () => undefined,
    show(event) {
      const stage = `${event.label} ${stageOf(event)}`
      if (stage !== last && stageOf(event) > 0) err(`${visible(progressWords(event))}\n`)
      last = stage
    },
  }
}

function stageOf({ done, total }: ProgressEvent): number {
  if (total === undefined) return Math.floor(Math.log10(Math.max(1, done)))
  return total === 0 ? 0 : Math.floor((done / total) * 4)
}
