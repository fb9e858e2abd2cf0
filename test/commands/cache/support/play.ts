import { expect } from 'vitest'
import type { Engine } from '../../../../src/engine/engine.js'
import cache from '../../../../src/commands/cache/index.js'
import { plainCell, playCommand, type Played } from '../../../support/played.js'

/** Plays a scenario of the cache command; all params but the given ones at their defaults. */
export async function playCache(
  engine: Engine,
  name: string,
  params: Record<string, unknown> = {},
  seed = 1,
): Promise<Played> {
  const played = await playCommand(engine, cache, name, { params, seed })
  expect(played.error).toBeUndefined()
  return played
}

/** The commands of an actor, each with its reply: the script's name instead of EVALSHA. */
export function exchanges(played: Played, actor?: string): string[] {
  return played
    .all('wire')
    .filter((wire) => actor === undefined || wire.actor === actor)
    .map(({ command, script, reply }) => {
      const first = Array.isArray(reply) ? reply[0] : reply
      return `${script ?? command[0]} ${JSON.stringify(first)}`
    })
}

/** The cells of a row, without their marks. */
export function rowOf(played: Played, table: string, label: string): unknown[] {
  const row = played.table(table)?.rows.find(([first]) => first === label) ?? []
  return row.slice(1).map(plainCell)
}
