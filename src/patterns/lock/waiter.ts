import type { Place } from './scripts.js'
import type { StoredLock } from './stored-lock.js'
import { isTransient } from './transient.js'
import type { FencingToken, LockToken } from './types.js'

/** What it took to get the lock. */
export interface Grant {
  fencingToken: FencingToken
  /** When the command was sent, by `performance.now()`: the lease runs from then on at the least. */
  sentMs: number
}

/** What is assumed of somebody who is not in the queue, or while Redis does not answer: ask again soon. */
const UNKNOWN: Place = { ahead: 0, ttlMs: -1 }

/** Somebody who wants the lock, from the call of `acquire` until it has it or gives up. */
export class Waiter {
  readonly token: LockToken
  readonly #lock: StoredLock
  #answered = false
  #woken = false
  #wakeUp = () => {}
  #giveUp: ((reason: unknown) => void) | undefined

  constructor(lock: StoredLock) {
    this.#lock = lock
    this.token = lock.newToken()
  }

  /** @throws the reason for giving up, at once; the waiter then leaves the queue as soon as Redis lets it. */
  grant(): Promise<Grant> {
    return new Promise((resolve, reject) => {
      this.#giveUp = reject
      const settle = (grant: Grant | null) =>
        grant === null || this.#isOver() ? this.#leave() : resolve(grant)
      this.#pursue().then(settle, reject)
    })
  }

  giveUp(reason: unknown): void {
    this.#giveUp?.(reason)
    this.#giveUp = undefined
    this.#lock.inbox.remove(this.token)
    this.#wake()
  }

  /** Null when it has given up and has been told nothing since. */
  async #pursue(): Promise<Grant | null> {
    const { inbox } = this.#lock
    inbox.add(this.token, () => this.#wake())
    try {
      for (let asked = 0; !this.#isOver(); asked++) {
        // Who joins the queue and cannot be woken would be taken for dead.
        const answer = await this.#ask(inbox.isOpen || asked > 0)
        if ('fencingToken' in answer) return answer
        if (asked === 0) this.#lock.tell({ type: 'waiting', lock: this.#lock.name })
        if (!inbox.isOpen) this.#listen()
        await this.#nap(this.#pauseMs(answer))
      }
      return null
    } finally {
      inbox.remove(this.token)
    }
  }

  /** Once Redis has answered, it may be away for a while. */
  async #ask(waits: boolean): Promise<Grant | Place> {
    const sentMs = performance.now()
    try {
      const answer = await this.#lock.attempt(this.token, { waits })
      this.#answered = true
      return typeof answer === 'number' ? { fencingToken: answer, sentMs } : (answer ?? UNKNOWN)
    } catch (error) {
      if (!this.#answered || !isTransient(error, this.#lock.redis)) throw error
      this.#trouble(error)
      return UNKNOWN
    }
  }

  /** Then it joins the queue, or looks whether it missed its turn. When it fails, that is done a little later. */
  #listen(): void {
    this.#lock.inbox.open().then(
      () => this.#wake(),
      (error: unknown) => this.#trouble(error),
    )
  }

  /**
   * Messages may be lost, holders and waiters may die: so each asks again after a while, which also keeps it alive
   * in the eyes of the others, and the first is there when a lease runs out.
   */
  #pauseMs({ ahead, ttlMs }: Place): number {
    const { claimMs } = this.#lock
    const beatMs = (ahead === 0 ? claimMs / 2 : claimMs) * (0.8 + Math.random() / 5)
    const runsOutMs = ttlMs < 0 ? Infinity : ttlMs + 1 + 10 * ahead * Math.random()
    return Math.min(beatMs, runsOutMs)
  }

  #isOver(): boolean {
    return this.#giveUp === undefined
  }

  async #nap(ms: number): Promise<void> {
    if (!this.#woken) {
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>((resolve) => {
        this.#wakeUp = resolve
        timer = setTimeout(resolve, ms)
      })
      clearTimeout(timer)
    }
    this.#woken = false
  }

  /** Counts also when it comes before the answer to the question whose effect it is. */
  #wake(): void {
    this.#woken = true
    this.#wakeUp()
  }

  async #leave(): Promise<void> {
    try {
      await this.#lock.release(this.token)
    } catch (error) {
      this.#trouble(error)
    }
  }

  #trouble(error: unknown): void {
    this.#lock.tell({ type: 'trouble', lock: this.#lock.name, error })
  }
}
