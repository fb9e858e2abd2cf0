import type { Origin } from './origin.js'
import type { CacheStage } from './params.js'

export interface User {
  name: string
}

/** How one read was answered. */
export interface Read {
  who: string
  found: User | null
  from: 'database' | 'cache'
  waitedMs: number
}

/** One read, and what it cost. */
export async function read(
  stage: CacheStage,
  origin: Origin<User>,
  who: string,
  get: () => Promise<User | null>,
): Promise<Read> {
  const [loads, start] = [origin.loads, stage.clock.now()]
  const found = await get()
  const from = origin.loads === loads ? 'cache' : 'database'
  return { who, found, from, waitedMs: stage.clock.now() - start }
}

export function nameOf(user: User | null | undefined): string {
  return user?.name ?? 'nobody'
}
