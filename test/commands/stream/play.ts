import command from '../../../src/commands/stream/index.js'
import type { streamParams } from '../../../src/commands/stream/params.js'
import type { Engine } from '../../../src/engine/engine.js'
import type { WireEvent } from '../../../src/scenario/event.js'
import type { ParamValues } from '../../../src/scenario/params.js'
import { playCommand, type Played, type PlayOptions } from '../../support/played.js'

/** One scenario of `stream`, by its name. What it throws is thrown. */
export async function play(
  engine: Engine,
  name: string,
  params: Partial<ParamValues<typeof streamParams>> = {},
  extra: Partial<Pick<PlayOptions, 'seed' | 'onState'>> = {},
): Promise<Played> {
  const played = await playCommand(engine, command, name, { ...extra, params })
  if (played.error instanceof Error) throw played.error
  return played
}

/** The commands of one name on a stream, in order. */
export function sent(played: Played, name: string, key = ''): WireEvent[] {
  return played
    .all('wire')
    .filter(({ command: [first], command: words }) => first === name && words.join(' ').includes(key))
}
