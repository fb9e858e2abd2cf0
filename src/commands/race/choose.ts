import type { Race, RaceBook } from '../../race/define.js'
import { UsageError } from '../../scenario/errors.js'
import { registry } from '../index.js'
import { nearest } from '../nearest.js'

/** More than these are more than anybody can look at. */
export const MOST_CLIENTS = 4

/** @throws {UsageError} when there is no such pattern. */
export function findBook(pattern: string): Promise<RaceBook> {
  const entry = registry.find(({ name }) => name === pattern)
  if (entry !== undefined) return entry.races()
  throw unknown(
    `unknown pattern '${pattern}'`,
    pattern,
    registry.map(({ name }) => name),
  )
}

/** The named races; all of them without a name. @throws {UsageError} when there is none of that name. */
export function chooseRaces({ pattern, races }: RaceBook, names: readonly string[]): readonly Race[] {
  if (names.length === 0) return races
  return names.map((name) => {
    const found = races.find((race) => race.name === name)
    if (found !== undefined) return found
    throw unknown(
      `${pattern} has no race "${name}"`,
      name,
      races.map((race) => race.name),
    )
  })
}

/** @throws {UsageError} when one of the races is not for so many clients. */
export function checkClients(races: readonly Race[], clients: number | undefined): void {
  if (clients === undefined) return
  for (const { name, mostClients = MOST_CLIENTS } of races) {
    if (clients <= mostClients) continue
    throw new UsageError(
      `${name} runs with at most ${mostClients} clients`,
      `give --clients ${mostClients} or less`,
    )
  }
}

function unknown(what: string, name: string, known: readonly string[]): UsageError {
  const guess = nearest(name, known)
  return new UsageError(what, guess ? `did you mean ${guess}?` : `choose from ${known.join(', ')}`)
}
