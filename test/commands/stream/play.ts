import command from '../../../src/commands/stream/index.js'
import { streamParams } from '../../../src/commands/stream/params.js'
import type { Engine } from '../../../src/engine/engine.js'
import type { WireEvent } from '../../../src/scenario/event.js'
import { defaults, type ParamValues } from '../../../src/scenario/params.js'
import { type Played, type PlayOptions, playScenario } from '../../support/played.js'

type Params = Partial<ParamValues<typeof streamParams>>

/** One scenario of `stream`, by its name. */
export async function play(
  engine: Engine,
  name: string,
  params: Params = {},
  extra: Pick<PlayOptions, 'seed' | 'onState'> = {},
): Promise<Played> {
  const scenario = command.scenarios.find((each) => each.name === name)
  if (scenario === undefined) throw new Error(`there is no scenario ${name}`)
  const played = await playScenario(engine, {
    pattern: 'stream',
    scenario,
    params: { ...defaults(streamParams), ...params },
    ...extra,
  })
  if (played.error instanceof Error) throw played.error
  return played
}

/** What the cells of a table say, without their marks. */
export function valuesOf(played: Played, table: string): (string | number | null)[][] {
  const rows = played.table(table)?.rows ?? []
  return rows.map((row) => row.map((cell) => (typeof cell === 'object' && cell !== null ? cell.value : cell)))
}

/** The commands of one name on a stream, in order. */
export function sent(played: Played, name: string, key = ''): WireEvent[] {
  return played
    .all('wire')
    .filter(({ command: [first], command: words }) => first === name && words.join(' ').includes(key))
}
