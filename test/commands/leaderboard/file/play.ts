import { fileScenario } from '../../../../src/commands/leaderboard/file.js'
import { leaderboardParams, type LeaderboardStage } from '../../../../src/commands/leaderboard/params.js'
import type { Engine } from '../../../../src/engine/engine.js'
import { defaults } from '../../../../src/scenario/params.js'
import { type Played, playScenario } from '../../../support/played.js'
import { asChunks } from '../rows/read.js'

type Params = LeaderboardStage['params']

export interface PlayOptions {
  signal?: AbortSignal
  /** Does something to the server when the rows are on the board and nothing has been checked. */
  tamper?: string[]
}

/** Runs the file scenario on an engine over an input that arrives in these pieces. */
export async function playFile(
  engine: Engine,
  pieces: readonly (string | Uint8Array)[],
  params: Partial<Params> = {},
  { signal = new AbortController().signal, tamper = [] }: PlayOptions = {},
): Promise<Played> {
  const bytes = pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0)
  const values = { ...defaults(leaderboardParams), file: 'scores.csv', ...params }
  const open = () => Object.assign(asChunks(pieces), values.file === '-' ? {} : { bytes })
  return await playScenario(engine, {
    pattern: 'leaderboard',
    scenario: fileScenario,
    params: values,
    signal,
    open,
    onState: async (observer) => {
      const [command, ...args] = tamper
      if (command !== undefined) await observer.call(command, ...args)
    },
  })
}
