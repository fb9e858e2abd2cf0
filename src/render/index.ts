import type { RenderOptions, Renderer } from './options.js'

export type { Renderer, RenderOptions } from './options.js'

/** Each format is loaded only when it is asked for: JSON needs neither colours nor tables. */
export async function createRenderer(options: RenderOptions): Promise<Renderer> {
  switch (options.format) {
    case 'terminal':
      return (await import('./terminal/index.js')).createTerminal(options)
    case 'plain':
      return (await import('./plain.js')).createPlain(options)
    case 'markdown':
      return (await import('./markdown/index.js')).createMarkdown(options)
    case 'json':
      return (await import('./json.js')).createJson(options)
  }
}
