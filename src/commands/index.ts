import type { RaceBook } from '../race/define.js'
import type { Command } from '../scenario/define.js'

/** A pattern's command, before it is loaded: `--help` needs no more than this. */
export interface Registered {
  readonly name: string
  readonly summary: string
  load(): Promise<Command>
  /** Its races, which run in every order. */
  races(): Promise<RaceBook>
}

/** Every pattern, one line each, in the order of the lessons. */
export const registry: readonly Registered[] = [
  {
    name: 'cache',
    summary: 'values of a slower database, kept in Redis',
    load: async () => (await import('./cache/index.js')).default,
    races: async () => (await import('./cache/races/index.js')).default,
  },
  {
    name: 'session',
    summary: 'sign-ins that all servers share',
    load: async () => (await import('./session/index.js')).default,
    races: async () => (await import('./session/races/index.js')).default,
  },
  {
    name: 'ratelimit',
    summary: 'so many requests in a window',
    load: async () => (await import('./ratelimit/index.js')).default,
    races: async () => (await import('./ratelimit/races/index.js')).default,
  },
  {
    name: 'lock',
    summary: 'only one at a time, even when a holder dies',
    load: async () => (await import('./lock/index.js')).default,
    races: async () => (await import('./lock/races/index.js')).default,
  },
  {
    name: 'leaderboard',
    summary: 'ranks and neighbours in a sorted set',
    load: async () => (await import('./leaderboard/index.js')).default,
    races: async () => (await import('./leaderboard/races/index.js')).default,
  },
  {
    name: 'queue',
    summary: 'jobs that are done at least once, whatever crashes',
    load: async () => (await import('./queue/index.js')).default,
    races: async () => (await import('./queue/races/index.js')).default,
  },
  {
    name: 'pubsub',
    summary: 'messages to everybody who listens',
    load: async () => (await import('./pubsub/index.js')).default,
    races: async () => (await import('./pubsub/races/index.js')).default,
  },
  {
    name: 'stream',
    summary: 'an event log that groups of workers share',
    load: async () => (await import('./stream/index.js')).default,
    races: async () => (await import('./stream/races/index.js')).default,
  },
]
