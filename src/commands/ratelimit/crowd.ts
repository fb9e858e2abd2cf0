import type { Connection } from '../../engine/engine.js'
import { interleave } from '../../scenario/interleave.js'
import { countCommands } from './count-commands.js'
import type { RatelimitStage } from './params.js'

/** App servers between the callers and Redis. */
export const SERVERS = 10
/** All requests arrive within so many milliseconds. */
export const WITHIN_MS = 5

export interface Outcome {
  key: string
  admitted: number
  /** Members of the key afterwards. */
  recorded: number
  commands: number
}

interface Asking {
  key: string
  take(): Promise<boolean>
}

/** A limiter for one request, whose time is that of its arrival. */
type MakeLimiter = (redis: Connection, now: () => number) => Asking

/** When each request arrives. Not in order: a server need not ask in the order in which the requests came. */
export function arrivals(count: number, { rng, clock }: RatelimitStage): number[] {
  return Array.from({ length: count }, () => clock.now() + rng.int(0, WITHIN_MS - 1))
}

/** Every server passes on its share of the requests at once, as it does when none waits for another. */
export async function askTogether(
  stage: RatelimitStage,
  times: readonly number[],
  make: MakeLimiter,
): Promise<Outcome> {
  let admitted = 0
  let key = ''
  const programOf = (server: number) => async (redis: Connection) => {
    const share = times.filter((_, index) => index % SERVERS === server)
    const asked = share.map(async (time) => {
      const limiter = make(redis, () => time)
      key = limiter.key
      if (await limiter.take()) admitted++
    })
    await Promise.all(asked)
  }
  const servers = Math.min(SERVERS, times.length)
  const connections = await Promise.all(
    Array.from({ length: servers }, (_, server) => stage.actor(`web-${server + 1}`)),
  )
  const counts = connections.map(countCommands)
  await interleave(
    connections.map((connection, server) => ({ connection, program: programOf(server) })),
    stage.rng,
  )
  const commands = counts.reduce((sum, stop) => sum + stop(), 0)
  const recorded = await (await stage.actor('app')).zcard(key)
  return { key, admitted, recorded, commands }
}
