import type { Invariant, Look } from './define.js'

/** Keys without an expiry, in a sentence. */
export async function immortalKeys({ redis, keys, prefix }: Look<unknown>): Promise<string | undefined> {
  for (const key of keys) {
    if ((await redis.pttl(key)) === -1) return `${key.slice(prefix.length)} never expires`
  }
  return undefined
}

/** One piece of work that is to be done, and how often it was. */
export interface Work {
  done: number
}

export const noWorkYet = (): Work => ({ done: 0 })

/** @param what `job`. */
export function neverLost(what: string): Invariant<Work> {
  return {
    claim: `no ${what} is lost`,
    when: 'at the end',
    broken: ({ world }) =>
      world.done === 0 ? `nobody looks any more, and the ${what} was never done` : undefined,
  }
}

/** @param what `job`. */
export function neverTwice(what: string): Invariant<Work> {
  return {
    claim: `no ${what} is done twice`,
    broken: ({ world }) => (world.done > 1 ? `the ${what} was done ${world.done} times` : undefined),
  }
}
