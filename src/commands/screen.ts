import { createRenderer, type Renderer, type RenderOptions } from '../render/index.js'
import { decideColor, decideUnicode, decideWidth } from '../render/capabilities.js'
import { UsageError } from '../scenario/errors.js'
import { type Io, writer } from './io.js'
import type { SharedParams } from './options.js'

export type Look = Pick<SharedParams, 'json' | 'plain' | 'markdown' | 'trace' | 'width' | 'color'>

/** What a command looks like when nothing was asked for. */
export const DEFAULT_LOOK: Look = {
  json: false,
  plain: false,
  markdown: false,
  trace: 8,
  width: 0,
  color: true,
}

/** The renderer that fits the flags, the environment and what standard output is. */
export function openScreen(look: Look, io: Io): Promise<Renderer> {
  return createRenderer(renderOptions(look, io))
}

export function renderOptions(look: Look, io: Io): RenderOptions {
  const isTTY = io.stdout.isTTY === true
  return {
    format: formatOf(look, io),
    width: decideWidth({ flag: look.width || undefined, columns: io.stdout.columns, env: io.env }),
    color: decideColor({ flag: look.color ? undefined : false, env: io.env, isTTY }),
    unicode: decideUnicode(io.env, io.platform),
    trace: look.trace === false ? 0 : look.trace,
    animate: io.stderr.isTTY === true && !accessible(io),
    out: writer(io.stdout),
    err: (text) => void io.stderr.write(text),
  }
}

/** Boxes and colour are for a terminal; a file, a pipe or a screen reader gets plain lines. */
function formatOf(look: Look, io: Io): 'terminal' | 'plain' | 'json' | 'markdown' {
  const asked = (['json', 'plain', 'markdown'] as const).filter((format) => look[format])
  if (asked.length > 1)
    throw new UsageError(`--${asked.join(' and --')} cannot be used together`, 'choose one of them')
  return asked[0] ?? (io.stdout.isTTY === true && !accessible(io) ? 'terminal' : 'plain')
}

export function accessible(io: Pick<Io, 'env'>): boolean {
  return !['', '0', 'false', undefined].includes(io.env.ACCESSIBLE)
}
