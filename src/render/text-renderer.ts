import type { Look } from './look.js'
import { MIN_WIDTH, type Renderer, type RenderOptions } from './options.js'
import type { Progress } from './progress.js'
import { screenOf } from './screen.js'
import { createSteps, type Piece } from './steps.js'
import type { Line } from './text/line.js'

/** Terminal and plain text: the same pieces, one write for each. */
export function createTextRenderer(
  { width, trace, out }: RenderOptions,
  look: Look,
  progress: Progress,
  paint: (line: Line) => string,
): Renderer {
  const steps = createSteps(trace)
  const columns = Math.max(width, MIN_WIDTH)
  const write = async (pieces: readonly Piece[]) => {
    for (const piece of pieces) {
      progress.clear()
      const lines = screenOf(piece, columns, look)
      if (lines.length > 0) await out(lines.map((line) => `${paint(line)}\n`).join(''))
    }
  }
  return {
    event: (event) => (event.type === 'progress' ? progress.show(event) : write(steps.take(event))),
    end: () => write(steps.end()).then(() => progress.clear()),
  }
}
