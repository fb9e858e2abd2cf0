import { keyBuilder } from '../_kit/keys.js'
import type { RedisLike } from '../_kit/redis-like.js'

/** What a naive queue did when it looked for a job. */
export type NaiveOutcome = 'done' | 'failed' | 'empty'

/** `setTimeout`, or a clock that does not make one wait. */
export type Timer = (act: () => unknown, ms: number) => unknown

/**
 * The queue that tutorials carry, with its faults, for comparison. Do not use it.
 */
export class NaiveQueue<Payload = unknown> {
  readonly key: string
  readonly #redis: RedisLike

  constructor(redis: RedisLike, { prefix, name }: { prefix?: string; name: string }) {
    this.#redis = redis
    this.key = keyBuilder({ prefix, name })('naive')
  }

  /** Fault: an `add` that is repeated, since its answer was lost, is a second job. */
  async add(payload: Payload): Promise<void> {
    await this.#redis.lpush(this.key, JSON.stringify(payload))
  }

  /** Fault: until the time has come the job is nowhere but in this process. When that is restarted, the job is gone. */
  // #region later
  addLater(payload: Payload, delayMs: number, timer: Timer = setTimeout): void {
    timer(() => this.add(payload), delayMs)
  }
  // #endregion

  /** Fault: from here on the job is nowhere but in this process. When that crashes, the job is gone. */
  // #region take
  async take(): Promise<Payload | null> {
    const job = await this.#redis.rpop(this.key)
    return job === null ? null : (JSON.parse(job) as Payload)
  }
  // #endregion

  /**
   * One look for a job. Workers call it again and again, with a short sleep when the queue is empty.
   *
   * Fault: that polling is a command for every look, whether there is a job or not.
   * Fault: a job that fails is logged, at best, and gone.
   */
  // #region poll
  async poll(handler: (job: Payload) => unknown): Promise<NaiveOutcome> {
    const job = await this.take()
    if (job === null) return 'empty'
    try {
      await handler(job)
      return 'done'
    } catch {
      return 'failed'
    }
  }
  // #endregion
}

/**
 * The next version of the tutorials, with a list of jobs that are being done. Do not use it either.
 */
export class NaiveReliableQueue<Payload = unknown> {
  readonly key: string
  readonly processingKey: string
  readonly #redis: RedisLike

  constructor(redis: RedisLike, { prefix, name }: { prefix?: string; name: string }) {
    const key = keyBuilder({ prefix, name })
    this.#redis = redis
    this.key = key('naive')
    this.processingKey = key('processing')
  }

  async add(payload: Payload): Promise<void> {
    await this.#redis.lpush(this.key, JSON.stringify(payload))
  }

  /**
   * Fault: nobody looks at the jobs of a worker that has crashed. They are not lost, but never done either. Putting them
   * back would need to know which worker is dead.
   */
  // #region move
  async take(): Promise<string | null> {
    return this.#redis.lmove(this.key, this.processingKey, 'RIGHT', 'LEFT')
  }
  // #endregion

  /**
   * Fault: LREM searches the list for the job, and removes the first that looks like it, whoever has it.
   */
  async ack(job: string): Promise<void> {
    await this.#redis.lrem(this.processingKey, 1, job)
  }

  /**
   * One look for a job. Fault: a job that fails stays in the list of those that are being done, for ever.
   */
  async poll(handler: (job: Payload) => unknown): Promise<NaiveOutcome> {
    const job = await this.take()
    if (job === null) return 'empty'
    try {
      await handler(JSON.parse(job) as Payload)
    } catch {
      return 'failed'
    }
    await this.ack(job)
    return 'done'
  }
}
