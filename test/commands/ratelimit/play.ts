import command from '../../../src/commands/ratelimit/index.js'
import type { RatelimitStage } from '../../../src/commands/ratelimit/params.js'
import type { Engine } from '../../../src/engine/engine.js'
import type { WireEvent } from '../../../src/scenario/event.js'
import { plainCell, playCommand, type Played } from '../../support/played.js'

export interface Options {
  seed?: number
  /** What `--file` or `--log` reads, in pieces. */
  input?: readonly (string | Uint8Array)[]
}

/** Runs one scenario of the command, with its defaults where nothing else is said. */
export async function play(
  engine: Engine,
  name: string,
  params: Partial<RatelimitStage['params']> = {},
  { seed = 1, input = [] }: Options = {},
): Promise<Played> {
  const pieces = input.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece))
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield* pieces
  }
  const bytes = pieces.reduce((sum, piece) => sum + piece.length, 0)
  const open = () => Object.assign(chunks(), { bytes })
  return await playCommand(engine, command, name, { params, seed, open })
}

/** The takes that a script answered, with whether each was allowed: its second number is the wait. */
export function takesOn({ events }: Played, key: string): { at: number; allowed: boolean; actor: string }[] {
  return events
    .filter((event): event is WireEvent => event.type === 'wire' && event.script !== undefined)
    .filter(({ command }) => command[3] === key && command.includes('take'))
    .map(({ command, reply, actor }) => ({
      at: Number(command[4]),
      allowed: (reply as number[])[1] === 0,
      actor,
    }))
}

/** The cells of a row, without their marks. */
export function rowOf(played: Played, table: string, label: string | number): unknown[] | undefined {
  return played
    .table(table)
    ?.rows.find(([first]) => first === label)
    ?.map(plainCell)
}
