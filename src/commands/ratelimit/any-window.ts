/**
 * The most of these moments that lie in one window, wherever it begins: every window that ends with one of them is
 * looked at. A window is half open: of two moments exactly `windowMs` apart only one is in it.
 */
export function mostInAnyWindow(times: readonly number[], windowMs: number): number {
  const sorted = times.toSorted((one, other) => one - other)
  let oldest = 0
  let most = 0
  for (const [index, time] of sorted.entries()) {
    while ((sorted[oldest] as number) <= time - windowMs) oldest++
    most = Math.max(most, index - oldest + 1)
  }
  return most
}

/** How many of the moments lie in each of `bins` equal stretches of time from `from` on. */
export function countedIn(times: readonly number[], { from, each, bins }: Bins): number[] {
  const counts = Array<number>(bins).fill(0)
  for (const time of times) {
    const bin = Math.floor((time - from) / each)
    if (bin in counts) counts[bin] = (counts[bin] as number) + 1
  }
  return counts
}

export interface Bins {
  from: number
  /** Milliseconds. */
  each: number
  bins: number
}
