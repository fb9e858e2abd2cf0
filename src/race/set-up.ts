import type { Cast } from './cast.js'
import type { Place } from './define.js'
import type { Ground } from './ground.js'
import { inside } from './sandbox/index.js'
import { Surroundings } from './sandbox/surroundings.js'

/** Client 0 is the set-up. */
export function placeOf(prefix: string, now: () => number, client: number): Place {
  let last = 0
  return { prefix, now, ids: () => `${client}-${++last}`, client }
}

/** What is there before the first step. */
export async function setUp(
  { race, version }: Cast,
  ground: Ground,
  now: () => number,
  world: unknown,
): Promise<void> {
  const place = placeOf(ground.prefix, now, 0)
  await inside(new Surroundings(now, 0), async () => {
    await race.setUp?.({ ...place, redis: ground.janitor, api: version.make(ground.janitor, place) }, world)
  })
}
