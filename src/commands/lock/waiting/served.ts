/** How one version served those who wait. */
export interface Served {
  /** Who came as the first, second… (1, 2…), in the order in which they had the lock. */
  order: readonly number[]
  /** How often somebody had the lock: the waiters, and who held it before. */
  acquires: number
  /** Commands in all. */
  sent: number
}

/** For each waiter, in the order in which they came, how many that came later had the lock before it. */
export function overtakers({ order }: Served): number[] {
  const places = order.toSorted((one, other) => one - other).map((waiter) => order.indexOf(waiter))
  return places.map((place, came) => places.slice(came + 1).filter((later) => later < place).length)
}

export function mostOvertaken(served: Served): number {
  return Math.max(...overtakers(served))
}
