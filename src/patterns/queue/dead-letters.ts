import { wholeNumber } from '../_kit/check.js'
import type { Setup } from './options.js'
import { readError } from './reason.js'
import { readRecord } from './record.js'
import { deadLettersScript, removeScript, reviveScript } from './scripts.js'
import type { DeadJob, PageOptions } from './types.js'

/** The jobs of a queue that failed for good, each with its reason: `queue.dead`. */
export class DeadLetters<Payload = unknown> {
  readonly #setup: Setup<Payload>

  constructor(setup: Setup<Payload>) {
    this.#setup = setup
  }

  /**
   * Some of them, those that died last first. One EVALSHA: O(log N + count).
   *
   * @throws {TypeError} unless `first` is 0 or more and `count` from 1 to 1000.
   * @example
   * ```ts
   * import { Queue } from 'redis-patterns/queue'
   *
   * const queue = new Queue(redis, { name: 'mails', maxAttempts: 1 })
   * await queue.add({ to: 'ada' }, { id: 'mail-1' })
   * const [job] = await queue.take(1)
   * await queue.fail(job, new Error('no such mailbox'))
   * const [letter] = await queue.dead.list()
   * letter.reason.message // -> 'no such mailbox'
   * ```
   */
  async list({ first = 0, count = 100 }: PageOptions = {}): Promise<DeadJob<Payload>[]> {
    const { redis, keys } = this.#setup
    wholeNumber(first, 'first')
    wholeNumber(count, 'count', 1, 1_000)
    const letters = await deadLettersScript.run(redis, keys, { first, count })
    return letters.map(([id, diedAtMs, record, payload]) => {
      const { token: _, reason, ...known } = readRecord(record)
      return {
        id: id.toString(),
        payload: this.#payload(payload),
        ...known,
        reason: readError(reason),
        diedAtMs: Number(diedAtMs),
      }
    })
  }

  /**
   * Lets dead letters wait again, with all of their attempts; the number of those that were dead. One EVALSHA:
   * O(M log N); nothing for no ids.
   *
   * @example
   * ```ts
   * const queue = new Queue(redis, { name: 'mails', maxAttempts: 1 })
   * await queue.add({ to: 'ada' }, { id: 'mail-1' })
   * const [job] = await queue.take(1)
   * await queue.fail(job, new Error('no such mailbox'))
   * await queue.dead.retry('mail-1', 'mail-2') // -> 1
   * ```
   */
  async retry(...ids: string[]): Promise<number> {
    if (ids.length === 0) return 0
    const { redis, keys } = this.#setup
    return reviveScript.run(redis, keys, { ids })
  }

  /**
   * Removes dead letters; the number of those that were dead. One EVALSHA: O(M log N); nothing for no ids.
   *
   * @example
   * ```ts
   * const queue = new Queue(redis, { name: 'mails' })
   * await queue.add({ to: 'ada' }, { id: 'mail-1' })
   * await queue.dead.remove('mail-1') // -> 0
   * ```
   */
  async remove(...ids: string[]): Promise<number> {
    if (ids.length === 0) return 0
    const { redis, keys } = this.#setup
    const states = await removeScript.run(redis, keys, { only: 'dead', ids })
    return states.filter((state) => state === 'dead').length
  }

  #payload(bytes: Buffer): Payload | undefined {
    try {
      return this.#setup.codec.decode(bytes)
    } catch {
      return undefined
    }
  }
}
