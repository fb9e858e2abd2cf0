import type { Limit } from './limit.js'
import type { Reply } from './script.js'
import type { CombinedDecision, Decision } from './types.js'

/** How many numbers a script answers for each limit. */
const NUMBERS = 3
const NEVER = -1
/** How long to wait for a Redis that is away: nobody knows, and the window may be a day. */
const AWAY_MS = 1000

/** What a script answered for one limit, from a place in its reply on. */
export function readDecision({ policy: { limit } }: Limit, reply: Reply, at = 0): Decision {
  const remaining = Math.max(0, Number(reply[at])) // Below 0 when the limit was lowered.
  const retryAfterMs = Number(reply[at + 1])
  const resetMs = Number(reply[at + 2])
  if (retryAfterMs === 0) return { allowed: true, limit, remaining, retryAfterMs, resetMs }
  return {
    allowed: false,
    limit,
    remaining,
    retryAfterMs: retryAfterMs === NEVER ? Infinity : retryAfterMs,
    resetMs,
  }
}

/** What a script answered for several limits. */
export function readDecisions(limits: readonly Limit[], reply: Reply): CombinedDecision {
  return combine(limits.map((limit, index) => readDecision(limit, reply, index * NUMBERS)))
}

/** What is answered when Redis could not be asked. */
export function withoutRedis({ policy: { limit } }: Limit, allowed: boolean): Decision {
  return allowed
    ? { allowed, limit, remaining: limit, retryAfterMs: 0, resetMs: 0, unavailable: true }
    : { allowed, limit, remaining: 0, retryAfterMs: AWAY_MS, resetMs: AWAY_MS, unavailable: true }
}

/** The numbers of the limit that has least left, and the longest waits. */
export function combine(decisions: readonly Decision[]): CombinedDecision {
  let scarcest = decisions[0] as Decision
  let [allowed, retryAfterMs, resetMs] = [true, 0, 0]
  for (const each of decisions) {
    if (each.remaining < scarcest.remaining) scarcest = each
    allowed &&= each.allowed
    retryAfterMs = Math.max(retryAfterMs, each.retryAfterMs)
    resetMs = Math.max(resetMs, each.resetMs)
  }
  return { ...scarcest, allowed, retryAfterMs, resetMs, decisions } as CombinedDecision
}
