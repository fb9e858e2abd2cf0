import command from '../../../src/commands/session/index.js'
import { sessionParams } from '../../../src/commands/session/params.js'
import type { Engine } from '../../../src/engine/engine.js'
import type { Marked } from '../../../src/scenario/event.js'
import { defaults, type ParamValues } from '../../../src/scenario/params.js'
import { type Played, type PlayOptions, playScenario } from '../../support/played.js'

type Params = Partial<ParamValues<typeof sessionParams>>
type Extra = Pick<PlayOptions, 'seed' | 'onState'>

/** One scenario of `session`, by its name. */
export async function play(
  engine: Engine,
  name: string,
  params: Params = {},
  extra: Extra = {},
): Promise<Played> {
  const scenario = command.scenarios.find((each) => each.name === name)
  if (scenario === undefined) throw new Error(`there is no scenario ${name}`)
  const played = await playScenario(engine, {
    pattern: 'session',
    scenario,
    params: { ...defaults(sessionParams), ...params },
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

function isMarked(cell: unknown): cell is Marked {
  return typeof cell === 'object' && cell !== null
}
