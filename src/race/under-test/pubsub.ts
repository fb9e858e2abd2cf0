import type { Redis } from 'ioredis'
import type { RaceOptions } from './options.js'

/** One channel, as `redis-patterns race pubsub` runs it. */
export interface PubsubUnderTest {
  /** Sends a message to everybody who listens. */
  publish(message: string): Promise<unknown>
  /**
   * Listens on a connection of its own or on the given one. Resolves when it will hear every message whose `publish`
   * has not resolved by then. `heard` is called for each, once, and for the next when its promise is settled. `missed`
   * is called when messages were lost.
   */
  subscribe(heard: (message: string) => unknown, missed: () => void): Promise<unknown>
}

export type PubsubRaceOptions = RaceOptions

/** The default export of a file for `--impl`. */
export type MakePubsub = (redis: Redis, options: PubsubRaceOptions) => PubsubUnderTest
