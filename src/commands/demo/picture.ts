import { createRenderer, type RenderOptions } from '../../render/index.js'
import type { Event } from '../../scenario/event.js'

/** A slide as lines of text. */
export async function linesOf(events: readonly Event[], options: RenderOptions): Promise<string[]> {
  let text = ''
  const renderer = await createRenderer({
    ...options,
    out: (piece) => {
      text += piece
    },
  })
  for (const event of events) await renderer.event(event)
  await renderer.end()
  return text.trimEnd().split('\n')
}

/** As many lines a page as there is room for; a page does not begin with a blank line. */
export function pagesOf(lines: readonly string[], room: number): string[][] {
  const pages: string[][] = []
  for (let rest = [...lines]; rest.length > 0;) {
    pages.push(rest.slice(0, room))
    rest = rest.slice(room)
    while (rest[0] === '') rest.shift()
  }
  return pages
}
