import type { Event } from '../scenario/event.js'

/** How a run is to be shown. All of it is decided by the caller: no renderer looks at the process. */
export interface RenderOptions {
  format: 'terminal' | 'plain' | 'json' | 'markdown'
  /** Columns. No line is wider, down to `MIN_WIDTH`. */
  width: number
  color: ColorLevel
  unicode: boolean
  trace: Trace
  /** May progress repaint its line? Only on a terminal, and not for those who asked for append-only text. */
  animate: boolean
  /** Results. Awaited, so that a slow reader slows the run instead of filling the memory. */
  out: (text: string) => void | Promise<void>
  /** Progress. */
  err: (text: string) => void
}

/** None, 16 colours, 256 colours, 16 million. */
export type ColorLevel = 0 | 1 | 2 | 3

/** How many wire lines a step shows; 0 shows none and does not count them either. */
export type Trace = number | 'all'

export const MIN_WIDTH = 40

export interface Renderer {
  event(event: Event): void | Promise<void>
  /** Writes what is still held back. More events may follow: before a pause, a reader wants to see the step. */
  end(): void | Promise<void>
}
