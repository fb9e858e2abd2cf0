/** The story of a holder that comes back too late, in ms from the beginning. */
export interface Absence {
  leaseEnds: number
  /** When the next one takes the lock. */
  arrives: number
  /** When the late holder comes back: the lease of the next one is not over. */
  returns: number
}

/** The next one comes when the lease ends, but not more than half a lease before the late holder returns. */
export function absence({ ttl, late }: { ttl: number; late: number }): Absence {
  const returns = ttl + Math.round(late)
  return { leaseEnds: ttl, arrives: Math.max(ttl, returns - ttl / 2), returns }
}

export function seconds(ms: number): number {
  return ms / 1000
}
