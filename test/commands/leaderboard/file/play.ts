import type { Redis } from 'ioredis'
import { fileScenario } from '../../../../src/commands/leaderboard/file.js'
import { leaderboardParams, type LeaderboardStage } from '../../../../src/commands/leaderboard/params.js'
import type { Engine } from '../../../../src/engine/engine.js'
import type { Event } from '../../../../src/scenario/event.js'
import { defaults } from '../../../../src/scenario/params.js'
import { openStage } from '../../../../src/scenario/stage.js'
import { asChunks } from '../rows/read.js'

type Params = LeaderboardStage['params']
type Kind = Event['type']
type OfKind<K extends Kind> = Extract<Event, { type: K }>

/** What a run said, and what it left on the server before it was swept. */
export class Played {
  readonly events: Event[] = []
  error: unknown
  keysLeft: string[] = []

  all<K extends Kind>(type: K): OfKind<K>[] {
    return this.events.filter((event): event is OfKind<K> => event.type === type)
  }

  table(id: string): OfKind<'table'> | undefined {
    return this.all('table').find((table) => table.id === id)
  }

  verdict(id: string): OfKind<'verdict'> | undefined {
    return this.all('verdict').find((verdict) => verdict.id === id)
  }

  /** The verdicts that do not hold. */
  get failed(): string[] {
    return this.all('verdict').flatMap((verdict) => (verdict.holds ? [] : [verdict.id]))
  }
}

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
  const opened = await openStage({ engine, pattern: 'leaderboard', seed: 1, params: values, signal, open })
  const stage = opened.stage as LeaderboardStage
  const observer = (await engine.connect('observer')) as Redis
  const played = new Played()
  try {
    for await (const event of fileScenario.run(stage)) {
      played.events.push(event)
      const [command, ...args] = tamper
      if (event.type === 'state' && command !== undefined) await observer.call(command, ...args)
    }
  } catch (error) {
    played.error = error
  }
  played.keysLeft = await observer.keys(`${stage.namespace}*`)
  await opened.sweep()
  return played
}
