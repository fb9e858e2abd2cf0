import type { AlgorithmName } from '../algorithm-names.js'
import { askAll } from '../ask-all.js'
import { countCommands } from '../count-commands.js'
import { ALGORITHMS } from '../limiters.js'
import type { RatelimitStage } from '../params.js'

/** What one limiter made of the requests. */
export interface Answers {
  name: AlgorithmName
  /** One for each request, in their order. */
  allowed: boolean[]
  /** The times of those that were allowed, and of the others. */
  allowedAt: number[]
  deniedAt: number[]
  longestWaitMs: number
  commands: number
}

/** Asks at the times of the requests. Many are on the way at once; the answers come in their order. */
export async function ask(
  stage: RatelimitStage,
  name: AlgorithmName,
  times: readonly number[],
): Promise<Answers> {
  const { limit, window: windowMs } = stage.params
  const redis = await stage.actor('app')
  const options = { prefix: stage.namespace, name, limit, windowMs }
  const sent = countCommands(redis)
  const decisions = await askAll((now) => ALGORITHMS[name].make(redis, { ...options, now }), 'ada', times)
  return {
    name,
    allowed: decisions.map(({ allowed }) => allowed),
    allowedAt: times.filter((_, index) => decisions[index]?.allowed),
    deniedAt: times.filter((_, index) => !decisions[index]?.allowed),
    longestWaitMs: decisions.reduce((longest, { retryAfterMs }) => Math.max(longest, retryAfterMs), 0),
    commands: sent(),
  }
}
