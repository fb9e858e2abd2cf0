import type { Redis } from 'ioredis'
import type { RaceOptions } from './options.js'

/** An event log in a stream, as `redis-patterns race stream` runs it. */
export interface StreamUnderTest {
  append(event: string): Promise<unknown>
  /**
   * The events that were appended since the last read, in order; waits while there are none. The first read begins with
   * what comes after it.
   */
  read(): Promise<string[]>
  /** Makes the one group of workers that `work` is for. It begins with the first event. Called once, before the race. */
  createGroup(): Promise<unknown>
  /**
   * One round of a worker: gets an event that is for it to do, calls `handle`, and confirms the event. Who has died, or
   * whose `handle` throws, confirms nothing: then another worker gets the event, when it has been idle for `idleMs`.
   * Ends, too, when there is nothing to do.
   */
  work(handle: (event: string) => Promise<void>): Promise<unknown>
}

export interface StreamRaceOptions extends RaceOptions {
  /** What was delivered and not confirmed for so long is given to another worker. */
  idleMs: number
}

/** The default export of a file for `--impl`. */
export type MakeStream = (redis: Redis, options: StreamRaceOptions) => StreamUnderTest
