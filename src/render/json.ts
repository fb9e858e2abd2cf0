import type { RenderOptions, Renderer } from './options.js'

/** NDJSON: one event a line, as it is. Progress is no result and is left out. */
export function createJson({ out }: Pick<RenderOptions, 'out'>): Renderer {
  return {
    event: (event) => (event.type === 'progress' ? undefined : out(`${JSON.stringify(event)}\n`)),
    end: () => undefined,
  }
}
