import type { RedisLike } from '../_kit/redis-like.js'
import { DeadLetters } from './dead-letters.js'
import { type QueueOptions, resolve, type Setup } from './options.js'
import { removeScript, resumeScript, statsScript } from './scripts.js'
import type { JobState, QueueStats } from './types.js'

/**
 * What an operator needs of a queue: to see it, to stop it, and to deal with what failed. Part of every `Queue`.
 *
 * @example
 * ```ts
 * import { QueueControl } from 'redis-patterns/queue'
 *
 * const control = new QueueControl(redis, { name: 'mails' })
 * await control.pause()
 * await control.stats() // -> { waiting: 0, delayed: 0, active: 0, dead: 0, paused: true }
 * ```
 */
export class QueueControl<Payload = unknown> {
  /** The jobs that failed for good. */
  readonly dead: DeadLetters<Payload>
  protected readonly setup: Setup<Payload>

  /** @throws {TypeError} when an option is not what it should be. */
  constructor(redis: RedisLike, options: QueueOptions<Payload>) {
    this.setup = resolve(redis, options)
    this.dead = new DeadLetters(this.setup)
  }

  /**
   * Removes a job; the state that it was in, or `null` when it was not there. The worker of an active job loses it: its
   * handler's signal aborts at the next renewal. A `done` id is forgotten, and may be added again. One EVALSHA.
   *
   * @example
   * ```ts
   * const queue = new Queue(redis, { name: 'mails' })
   * await queue.add({ to: 'ada' }, { id: 'welcome-ada' })
   * await queue.remove('welcome-ada') // -> 'waiting'
   * await queue.remove('welcome-ada') // -> null
   * ```
   */
  async remove(id: string): Promise<JobState | null> {
    const { redis, keys } = this.setup
    const [state = ''] = await removeScript.run(redis, keys, { only: '', ids: [id] })
    return state === '' ? null : state
  }

  /**
   * How many jobs are in each state, at one moment. One EVALSHA: O(1).
   *
   * @example
   * ```ts
   * const queue = new Queue(redis, { name: 'mails' })
   * await queue.add({ to: 'ada' })
   * await queue.stats() // -> { waiting: 1, delayed: 0, active: 0, dead: 0, paused: false }
   * ```
   */
  async stats(): Promise<QueueStats> {
    const { redis, keys } = this.setup
    const [waiting = 0, delayed = 0, active = 0, dead = 0, paused] = await statsScript.run(redis, keys, {})
    return { waiting, delayed, active, dead, paused: paused === 1 }
  }

  /**
   * No worker of this queue, in whatever process, takes a job until `resume`. Those that are under way go on. One HSET.
   *
   * @example
   * ```ts
   * const queue = new Queue(redis, { name: 'mails' })
   * await queue.add({ to: 'ada' })
   * await queue.pause()
   * await queue.take(1) // -> []
   * ```
   */
  async pause(): Promise<void> {
    const { redis, keys } = this.setup
    await redis.hset(keys.state, 'paused', '1')
  }

  /**
   * Ends a pause. Whether there was one. One EVALSHA.
   *
   * @example
   * ```ts
   * const queue = new Queue(redis, { name: 'mails' })
   * await queue.pause()
   * await queue.resume() // -> true
   * ```
   */
  resume(): Promise<boolean> {
    const { redis, keys } = this.setup
    return resumeScript.run(redis, keys, {})
  }
}
