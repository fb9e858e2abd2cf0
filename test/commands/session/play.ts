import command from '../../../src/commands/session/index.js'
import type { sessionParams } from '../../../src/commands/session/params.js'
import type { Engine } from '../../../src/engine/engine.js'
import type { ParamValues } from '../../../src/scenario/params.js'
import { playCommand, type Played, type PlayOptions } from '../../support/played.js'

/** One scenario of `session`, by its name. What it throws is thrown. */
export async function play(
  engine: Engine,
  name: string,
  params: Partial<ParamValues<typeof sessionParams>> = {},
  extra: Partial<Pick<PlayOptions, 'seed' | 'onState'>> = {},
): Promise<Played> {
  const played = await playCommand(engine, command, name, { ...extra, params })
  if (played.error instanceof Error) throw played.error
  return played
}
