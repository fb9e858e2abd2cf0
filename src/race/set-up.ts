import type { Connection } from '../engine/engine.js'
import { type Cast, nameOf } from './cast.js'
import type { Client } from './client.js'
import type { Me, Place, Version } from './define.js'
import type { Ground } from './ground.js'
import { inside } from './sandbox/index.js'
import { Surroundings } from './sandbox/surroundings.js'
import { workUnit } from './unit.js'

/** With what an implementation is told in this race. Client 0 is the set-up. */
export function placeOf({ race }: Cast, prefix: string, now: () => number, client: number): Place {
  let last = 0
  return { ...race.settings, prefix, now, ids: () => `${client}-${++last}`, client }
}

/** What is there before the first step. */
export async function setUp(
  cast: Cast,
  { prefix, janitor }: Ground,
  now: () => number,
  world: unknown,
): Promise<void> {
  const { race, version } = cast
  const place = placeOf(cast, prefix, now, 0)
  await inside(new Surroundings(now, 0), async () => {
    await race.setUp?.({ ...place, redis: janitor, api: version.make(janitor, place) }, world)
  })
}

/** What a client's program works with. */
export function meOf(
  client: Client,
  version: Version<unknown>,
  given: Place & { redis: Connection },
  says: (text: string) => void,
): Me<unknown> {
  const act = <T>(on: string, words: string, work: () => T) => {
    const { unit, result } = workUnit(on, words, () => client.run(work))
    client.park(unit)
    return result
  }
  const api = client.run(() => version.make(given.redis, given))
  return { ...given, api, act, says, name: nameOf(client.index) }
}
