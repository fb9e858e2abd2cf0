import { createRenderer, type RenderOptions } from '../../src/render/index.js'
import type { Event } from '../../src/scenario/event.js'

export interface Written {
  out: string
  err: string
  /** How many times `out` was called. */
  writes: number
}

/** What a renderer writes for these events. */
export async function rendered(
  events: readonly Event[],
  options: Partial<RenderOptions> = {},
): Promise<Written> {
  const written = { out: '', err: '', writes: 0 }
  const renderer = await createRenderer({
    format: 'terminal',
    width: 80,
    color: 0,
    unicode: true,
    trace: 8,
    animate: false,
    out: (text) => {
      written.out += text
      written.writes += 1
    },
    err: (text) => {
      written.err += text
    },
    ...options,
  })
  for (const event of events) await renderer.event(event)
  await renderer.end()
  return written
}
