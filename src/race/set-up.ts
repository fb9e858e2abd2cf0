import type { Command } from 'ioredis'
import type { Connection } from '../engine/engine.js'
import { type Cast, nameOf } from './cast.js'
import type { Client } from './client.js'
import type { Me, Place, Version } from './define.js'
import type { Ground } from './ground.js'
import { inside } from './sandbox/index.js'
import { Surroundings } from './sandbox/surroundings.js'
import { keysOf, workUnit } from './unit.js'

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
  const redis = noticing(ground)
  await inside(new Surroundings(now, 0), async () => {
    await race.setUp?.({ ...place, redis, api: version.make(redis, place) }, world)
  })
}

/** Keys age, and are compared, from the first order on. */
function noticing(ground: Ground): Connection {
  const sendCommand = (command: Command) => {
    ground.track(keysOf(command))
    return ground.janitor.sendCommand(command)
  }
  return new Proxy(ground.janitor, {
    get: (target, name) => (name === 'sendCommand' ? sendCommand : Reflect.get(target, name)) as unknown,
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
