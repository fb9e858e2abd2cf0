import command from '../../../src/commands/queue/index.js'
import { queueParams } from '../../../src/commands/queue/params.js'
import type { Engine } from '../../../src/engine/engine.js'
import type { Marked } from '../../../src/scenario/event.js'
import { defaults, type ParamValues } from '../../../src/scenario/params.js'
import { type Played, type PlayOptions, playScenario } from '../../support/played.js'

type Params = Partial<ParamValues<typeof queueParams>>

/** One scenario of `queue`, by its name. */
export async function play(
  engine: Engine,
  name: string,
  params: Params = {},
  extra: Pick<PlayOptions, 'seed' | 'onState'> = {},
): Promise<Played> {
  const scenario = command.scenarios.find((each) => each.name === name)
  if (scenario === undefined) throw new Error(`there is no scenario ${name}`)
  const played = await playScenario(engine, {
    pattern: 'queue',
    scenario,
    params: { ...defaults(queueParams), ...params },
    ...extra,
  })
  if (played.error instanceof Error) throw played.error
  return played
}

/** What the cells of a table say, without their marks. */
export function valuesOf(played: Played, table: string): (string | number | null)[][] {
  const rows = played.table(table)?.rows ?? []
  return rows.map((row) => row.map((cell) => (isMarked(cell) ? cell.value : cell)))
}

/** Every command of that name on a key that has this in it: who sent it, what followed the key, and the reply. */
export function sent(played: Played, name: string, key: string) {
  return played
    .all('wire')
    .filter(({ command: [one, first = ''] }) => one === name && first.includes(key))
    .map(({ actor, command: words, reply }) => ({ actor, args: words.slice(2), reply }))
}

function isMarked(cell: unknown): cell is Marked {
  return typeof cell === 'object' && cell !== null
}
