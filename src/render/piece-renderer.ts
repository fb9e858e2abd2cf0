import type { Renderer, RenderOptions } from './options.js'
import type { Progress } from './progress.js'
import { createSteps, type Piece } from './steps.js'

/** Writes a run piece by piece, one write for each, with a blank line between them. */
export function createPieceRenderer(
  { trace, out }: Pick<RenderOptions, 'trace' | 'out'>,
  textOf: (piece: Piece) => string,
  progress: Progress,
): Renderer {
  const steps = createSteps(trace)
  let gap = ''
  const write = async (pieces: readonly Piece[]) => {
    for (const text of pieces.map(textOf).filter(Boolean)) {
      progress.clear()
      await out(gap + text)
      gap = '\n'
    }
  }
  return {
    event: (event) => (event.type === 'progress' ? progress.show(event) : write(steps.take(event))),
    end: () => write(steps.end()).then(() => progress.clear()),
  }
}
