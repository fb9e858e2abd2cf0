import { decideColor, decideUnicode, decideWidth } from '../../render/capabilities.js'
import { symbolsFor } from '../../render/symbols.js'
import { painter } from '../../render/terminal/paint.js'
import { type Line, lineOf, span } from '../../render/text/line.js'
import { type Io, writer } from '../io.js'
import { accessible } from '../screen.js'
import { commandOf } from './lines.js'
import type { Outcome } from './outcome.js'
import type { PlayOptions } from './params.js'
import { outcomeLines } from './show.js'

/** Where outcomes go. */
export interface Screen {
  /** The line that follows was read from a script. */
  echo(label: string, line: string): Promise<void>
  show(outcomes: readonly Outcome[]): Promise<void>
  paint(line: Line): string
}

export function openScreen(options: PlayOptions, io: Io): Screen {
  return options.json ? jsonScreen(io) : textScreen(options, io)
}

function jsonScreen(io: Io): Screen {
  const write = writer(io.stdout)
  return {
    echo: async () => {},
    show: (outcomes) => write(outcomes.map((outcome) => `${JSON.stringify(outcome)}\n`).join('')),
    paint: painter(0),
  }
}

function textScreen(options: PlayOptions, io: Io): Screen {
  const isPlain = options.plain || io.stdout.isTTY !== true || accessible(io)
  const paint = painterFor(options, io)
  const symbols = symbolsFor(!isPlain && decideUnicode(io.env, io.platform))
  const write = writer(io.stdout)
  const put = (lines: readonly Line[]) => write(lines.map((line) => `${paint(line)}\n`).join(''))
  // Asked each time: a terminal may be resized.
  const width = () =>
    decideWidth({ flag: options.width || undefined, columns: io.stdout.columns, env: io.env })
  return {
    echo: (label, line) => put(echoed(label, line)),
    show: (outcomes) =>
      put(outcomes.flatMap((outcome) => outcomeLines(outcome, { width: width(), symbols }))),
    paint,
  }
}

/** Colours, where they are wanted and seen. */
export function painterFor({ color, plain }: Pick<PlayOptions, 'color' | 'plain'>, io: Io): Screen['paint'] {
  const flag = color && !plain ? undefined : false
  return painter(decideColor({ flag, env: io.env, isTTY: io.stdout.isTTY === true }))
}

/** As it would stand in a session; a line that names its client keeps that name. */
function echoed(label: string, line: string): Line[] {
  const { client = label, text } = commandOf(line)
  if (text === '') return []
  const [first = '', ...more] = text.split('\n')
  return [
    [span(`${client}> `, 'actor'), span(first, 'command')],
    ...more.map((next) => lineOf(next, 'command')),
  ]
}
