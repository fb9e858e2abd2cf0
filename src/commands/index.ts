import type { Command } from '../scenario/define.js'

/** A pattern's command, before it is loaded: `--help` needs no more than this. */
export interface Registered {
  readonly name: string
  readonly summary: string
  load(): Promise<Command>
}

/** Every pattern, one line each, in the order of the lessons. */
export const registry: readonly Registered[] = [
  pattern('cache', 'values of a slower database, kept in Redis', () => import('./cache/index.js')),
  pattern('session', 'sign-ins that all servers share', () => import('./session/index.js')),
  pattern('ratelimit', 'so many requests in a window', () => import('./ratelimit/index.js')),
  pattern('lock', 'only one at a time, even when a holder dies', () => import('./lock/index.js')),
  pattern('leaderboard', 'ranks and neighbours in a sorted set', () => import('./leaderboard/index.js')),
  pattern('queue', 'jobs that are done at least once, whatever crashes', () => import('./queue/index.js')),
  pattern('pubsub', 'messages to everybody who listens', () => import('./pubsub/index.js')),
  pattern('stream', 'an event log that groups of workers share', () => import('./stream/index.js')),
]

function pattern(name: string, summary: string, load: () => Promise<{ default: Command }>): Registered {
  return { name, summary, load: async () => (await load()).default }
}
