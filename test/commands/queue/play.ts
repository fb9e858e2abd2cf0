import command from '../../../src/commands/queue/index.js'
import type { queueParams } from '../../../src/commands/queue/params.js'
import type { Engine } from '../../../src/engine/engine.js'
import type { ParamValues } from '../../../src/scenario/params.js'
import { playCommand, type Played, type PlayOptions } from '../../support/played.js'

/** One scenario of `queue`, by its name. What it throws is thrown. */
export async function play(
  engine: Engine,
  name: string,
  params: Partial<ParamValues<typeof queueParams>> = {},
  extra: Partial<Pick<PlayOptions, 'seed' | 'onState'>> = {},
): Promise<Played> {
  const played = await playCommand(engine, command, name, { ...extra, params })
  if (played.error instanceof Error) throw played.error
  return played
}

/** Every command of that name on a key that has this in it: who sent it, what followed the key, and the reply. */
export function sent(played: Played, name: string, key: string) {
  return played
    .all('wire')
    .filter(({ command: [one, first = ''] }) => one === name && first.includes(key))
    .map(({ actor, command: words, reply }) => ({ actor, args: words.slice(2), reply }))
}
