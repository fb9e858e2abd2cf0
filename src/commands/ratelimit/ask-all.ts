import type { Decision } from '../../patterns/ratelimit/index.js'
import type { SingleLimiter } from './limiters.js'

/** So many are on the way at a time; more would only take memory. */
const AT_ONCE = 500

/** Asks for one client, a request at each of these times. The answers come in their order, for so Redis works. */
export async function askAll(
  make: (now: () => number) => SingleLimiter,
  client: string,
  times: readonly number[],
): Promise<Decision[]> {
  let at = 0
  const limiter = make(() => at)
  const decisions: Decision[] = []
  for (let start = 0; start < times.length; start += AT_ONCE) {
    const asked = times.slice(start, start + AT_ONCE).map((time) => {
      at = time
      return limiter.take(client)
    })
    decisions.push(...(await Promise.all(asked)))
  }
  return decisions
}

/** The times of the requests that were allowed. */
export async function admittedTimes(
  make: (now: () => number) => SingleLimiter,
  client: string,
  times: readonly number[],
): Promise<number[]> {
  const decisions = await askAll(make, client, times)
  return times.filter((_, index) => decisions[index]?.allowed)
}
