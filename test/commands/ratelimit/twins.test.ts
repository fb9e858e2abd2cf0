import { expect, test, vi } from 'vitest'
import type * as Library from '../../../src/patterns/ratelimit/index.js'
import { accessLog } from '../../support/access-log.js'
import { onEachEngine } from '../../support/engines.js'
import { play } from './play.js'

/** The naive versions in the place of the safe ones, with the faults that the scenarios must notice. */
vi.mock('../../../src/patterns/ratelimit/index.js', async (original) => {
  const library = await original<typeof Library>()
  const { NaiveFixedWindow, NaiveSlidingWindow } = await import('../../../src/patterns/ratelimit/naive.js')
  type Options = Library.WindowOptions
  const answered = (allowed: boolean, limit: number) =>
    allowed
      ? { allowed, limit, remaining: 0, retryAfterMs: 0, resetMs: 1 }
      : { allowed, limit, remaining: 0, retryAfterMs: 1000, resetMs: 1 }
  class SlidingWindowLog extends library.SlidingWindowLog {
    readonly #twin: InstanceType<typeof NaiveSlidingWindow>
    readonly #limit: number
    constructor(redis: Library.RedisLike, { now = () => 0, ...options }: Options) {
      super(redis, { ...options, now })
      this.#twin = new NaiveSlidingWindow(redis, { ...options, now, prefix: `${options.prefix}twin:` })
      this.#limit = options.limit
    }
    override async take(id: string) {
      return answered(await this.#twin.take(id), this.#limit) as Library.Decision
    }
    override key(id: string) {
      return this.#twin.key(id)
    }
  }
  class FixedWindow extends library.FixedWindow {
    readonly #twin: InstanceType<typeof NaiveFixedWindow>
    readonly #limit: number
    constructor(redis: Library.RedisLike, options: Options) {
      super(redis, options)
      this.#twin = new NaiveFixedWindow(redis, { ...options, prefix: `${options.prefix}twin:` })
      this.#limit = options.limit
    }
    override async take(id: string) {
      return answered(await this.#twin.take(id), this.#limit) as Library.Decision
    }
    override key(id: string) {
      return this.#twin.key(id)
    }
  }
  return { ...library, SlidingWindowLog, FixedWindow }
})

onEachEngine((engine) => {
  test.each([
    ['basics', ['basics.first', 'basics.limit', 'basics.retry', 'basics.headers']],
    ['boundary', ['boundary.log']],
    ['race', ['race.safe']],
    ['hammered', ['hammered.safe']],
    ['clocks', ['clocks.safe']],
    ['crash', ['crash.safe']],
    ['algorithms', ['algorithms.promises', 'algorithms.model', 'algorithms.commands', 'algorithms.memory']],
  ] as const)('%s notices when the safe version has the faults of the naive one', async (scenario, ids) => {
    const played = await play(engine(), scenario)
    expect(played.error).toBeUndefined()
    expect(played.failed).toEqual(expect.arrayContaining([...ids]))
  })

  test('the replay of a log notices each wrong answer', async () => {
    const { text, requests } = accessLog({ seed: 3, lines: 1500, format: 'common' })
    const played = await play(engine(), 'log', { log: 'access.log', limit: 20 }, { input: [text] })
    expect(played.error).toBeUndefined()
    expect(played.failed).toEqual(['log.answers'])
    expect(played.verdict('log.lines')?.detail).toContain(`${requests.length.toLocaleString('en')} answered`)
  })
})
