import fc from 'fast-check'
import { deepStrictEqual } from 'node:assert'
import type { RedisLike } from '../../../src/patterns/_kit/redis-like.js'
import { type JobState, type LeasedJob, Queue } from '../../../src/patterns/queue/index.js'
import { freshName } from '../support/servers.js'
import { Clock } from './clock.js'
import { Model } from './model.js'

const LEASE_MS = 100
const BACKOFF_MS = 40
/** Longer than the test takes, as the keys themselves expire by the time of the server. */
const KEEP_MS = 60_000
const MAX_DEAD = 1

// Few ids and coarse times, so that all of it meets.
const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')
/** Which of those that were taken: mostly a late one, which is still held. */
const settled = fc.nat(4)
/** One operation. */
export const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('add'),
      id,
      delayMs: fc.constantFrom(0, 0, 20, 50),
      priority: fc.constantFrom(0, 0, 1, -1),
      maxAttempts: fc.constantFrom(1, 1, 2, 3),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('take'), count: fc.integer({ min: 1, max: 3 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constantFrom('ack', 'fail', 'giveBack', 'extend'), settled }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('wait'), ms: fc.constantFrom(10, 40, 40, 100, KEEP_MS) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('remove', 'retry'), id }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constantFrom('pause', 'resume', 'resume', 'resume', 'resume') }),
  },
)
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** The queue and its model, played side by side. */
export class Pair {
  readonly #clock = new Clock()
  readonly #name = freshName()
  readonly #model = new Model(LEASE_MS, MAX_DEAD, KEEP_MS)
  readonly #queue: Queue<string>
  /** All that were ever taken, also those that are lost by now. */
  readonly #taken: { job: LeasedJob<string>; run: number }[] = []

  constructor(readonly redis: RedisLike) {
    this.#queue = new Queue<string>(redis, {
      name: this.#name,
      leaseMs: LEASE_MS,
      maxDead: MAX_DEAD,
      keepCompletedMs: KEEP_MS,
      backoff: () => BACKOFF_MS,
      now: this.#clock.now,
    })
  }

  async play(step: Step): Promise<void> {
    const { ms } = this.#clock
    switch (step.kind) {
      case 'add': {
        const { kind: _, id: key, ...options } = step
        const state = this.#model.add(key, ms, options)
        const added = await this.#queue.add(`payload of ${key}`, { id: key, ...options })
        return deepStrictEqual(added.added ? 'added' : added.state, state)
      }
      case 'take':
        return this.#take(step.count)
      case 'ack':
      case 'fail':
      case 'giveBack':
      case 'extend':
        return this.#settle(step.kind, this.#taken.at(-1 - step.settled))
      case 'wait':
        this.#clock.ms += step.ms
        return
      case 'remove':
        return this.#remove(step.id)
      case 'retry':
        return deepStrictEqual(await this.#queue.dead.retry(step.id), this.#model.retry(step.id))
      case 'pause':
        this.#model.isPaused = true
        return this.#queue.pause()
      case 'resume':
        deepStrictEqual(await this.#queue.resume(), this.#model.isPaused)
        this.#model.isPaused = false
    }
  }

  async #take(count: number): Promise<void> {
    const expected = this.#model.take(count, this.#clock.ms)
    const jobs = await this.#queue.take(count)
    deepStrictEqual(
      jobs.map((job) => [job.id, job.payload, job.attempt]),
      expected.map(([key]) => [key, `payload of ${key}`, this.#model.jobs.get(key)?.attempts]),
    )
    for (const [index, job] of jobs.entries()) this.#taken.push({ job, run: expected[index]![1] })
  }

  async #remove(key: string): Promise<void> {
    const mayBeGone = this.#model.isForgettable(key, this.#clock.ms)
    const state = await this.#queue.remove(key)
    const expected = this.#model.remove(key)
    deepStrictEqual(mayBeGone && state === null ? 'done' : state, expected)
  }

  async #settle(
    kind: 'ack' | 'fail' | 'giveBack' | 'extend',
    taken?: { job: LeasedJob<string>; run: number },
  ) {
    if (taken === undefined) return
    const { job, run } = taken
    const { ms } = this.#clock
    if (kind === 'fail') {
      deepStrictEqual(
        await this.#queue.fail(job, new Error('no')),
        this.#model.fail(job.id, run, BACKOFF_MS, ms),
      )
    } else {
      const answer = await this.#queue[kind](job)
      deepStrictEqual(answer !== 'lost', this.#model[kind](job.id, run, ms))
    }
  }

  async compareCounts(): Promise<void> {
    const stats = await this.#queue.stats()
    const counts = Object.fromEntries(
      (['waiting', 'delayed', 'active', 'dead'] as const).map((state) => [state, this.#model.count(state)]),
    )
    deepStrictEqual(stats, { ...counts, paused: this.#model.isPaused })
  }

  async compareJobs(): Promise<void> {
    const kept = [...this.#model.jobs].filter(([key]) => !this.#model.isForgettable(key, this.#clock.ms))
    const live = kept.filter(([, { state }]) => state !== 'done').map(([key]) => key)
    deepStrictEqual(await this.#fields('jobs'), live.sort())
    deepStrictEqual(await this.#fields('payloads'), live.sort())
    const states = await Promise.all(kept.map(([key]) => this.#statesOf(key)))
    deepStrictEqual(
      states,
      kept.map(([, { state }]) => [state]),
    )
  }

  async #fields(part: string): Promise<string[]> {
    return (await this.redis.hkeys(`{${this.#name}}:${part}`)).sort()
  }

  /** In which sorted sets it is: more than one would be a job that is doubled. */
  async #statesOf(key: string): Promise<JobState[]> {
    const states = ['waiting', 'delayed', 'active', 'dead', 'done'] as const
    const scores = await Promise.all(
      states.map((state) => this.redis.zscore(`{${this.#name}}:${state}`, key)),
    )
    return states.filter((_, index) => scores[index] !== null)
  }
}
