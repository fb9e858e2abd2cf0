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

/** What is assumed while Redis does not answer: ask again soon. */
const UNKNOWN: Place = { ahead: 0, ttlMs: -1 }

/** Somebody who wants the lock, from the call of `acquire` until it has it or gives up. */
export class Waiter {
  readonly token: LockToken
  readonly #lock: StoredLock
  #resolve: (grant: Grant) => void = () => {}
  #reject: (reason: unknown) => void = () => {}
  #isOver = false
  #answered = false
  /** It was told that it is its turn. */
  #called = false
  #woken = false
  #wakeUp = () => {}

  constructor(lock: StoredLock) {
    this.#lock = lock
    this.token = lock.newToken()
  }

  /** @throws the reason for giving up, at once; the waiter then leaves the queue as soon as Redis lets it. */
  grant(): Promise<Grant> {
    const lock = this.#lock
    return new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
      if (lock.contended && lock.inbox.isOpen) return this.#wait()
      const sentMs = performance.now()
      lock.take(this.token).then((fencingToken) => {
        this.#answered = true
        if (fencingToken) this.#take({ fencingToken, sentMs })
        else if (!this.#isOver) this.#wait()
      }, reject)
    })
  }

  giveUp(reason: unknown): void {
    this.#isOver = true
    this.#reject(reason)
    this.#lock.inbox.remove(this.token)
    this.#wake()
  }

  #take(grant: Grant): void {
    if (this.#isOver) void this.#leave()
    else this.#resolve(grant)
  }

  #wait(): void {
    const { inbox } = this.#lock
    this.#lock.contended = true
    inbox.add(this.token, () => {
      this.#called = true
      this.#wake()
    })
    void this.#turn()
      .then((grant) => (grant ? this.#take(grant) : this.#leave()), this.#reject)
      .finally(() => inbox.remove(this.token))
  }

  /** Null when it gave up and has not got the lock. */
  async #turn(): Promise<Grant | null> {
    const { inbox, name, tell } = this.#lock
    // Who joins the queue and cannot be woken would be taken for dead.
    if (!inbox.isOpen) await this.#listen(UNKNOWN)
    for (let told = false; !this.#isOver; told = true) {
      const answer = await this.#ask()
      if ('fencingToken' in answer) return answer
      if (!told) tell({ type: 'waiting', lock: name })
      await (inbox.isOpen ? this.#nap(answer) : this.#listen(answer))
    }
    return null
  }

  /** Once Redis has answered, it may be away for a while. */
  async #ask(): Promise<Grant | Place> {
    const sentMs = performance.now()
    try {
      const answer = (await this.#claim()) || (await this.#lock.takeTurn(this.token, { waits: true }))
      this.#answered = true
      return typeof answer === 'number' ? { fencingToken: answer, sentMs } : (answer ?? UNKNOWN)
    } catch (error) {
      if (!this.#answered || !isTransient(error, this.#lock.redis)) throw error
      this.#trouble(error)
      return UNKNOWN
    }
  }

  async #claim(): Promise<FencingToken | 0 | null> {
    if (!this.#called) return null
    this.#called = false
    return this.#lock.take(this.token)
  }

  /** Naps until messages arrive at the latest, for it may have missed its turn. */
  async #listen(place: Place): Promise<void> {
    if (this.#isOver) return
    this.#lock.inbox.open().then(
      () => this.#wake(),
      (error: unknown) => this.#trouble(error),
    )
    await this.#nap(place)
  }

  /**
   * Messages may be lost, holders and waiters may die: so each asks again after a while, which also keeps it alive
   * in the eyes of the others, and the first is there when a lease runs out.
   */
  #pauseMs({ ahead, ttlMs }: Place): number {
    const { claimMs } = this.#lock
    const beatMs = (ahead === 0 ? claimMs / 2 : claimMs) * (0.7 + Math.random() / 5)
    const runsOutMs = ttlMs < 0 ? Infinity : ttlMs + 1 + 10 * ahead * Math.random()
    return Math.min(beatMs, runsOutMs)
  }

  async #nap(place: Place): Promise<void> {
    if (!this.#woken) {
      let timer: NodeJS.Timeout | undefined
      await new Promise<void>((resolve) => {
        this.#wakeUp = resolve
        timer = setTimeout(resolve, this.#pauseMs(place))
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
      await this.#lock.handOver(this.token)
    } catch (error) {
      this.#trouble(error)
    }
  }

  #trouble(error: unknown): void {
    this.#lock.tell({ type: 'trouble', lock: this.#lock.name, error })
  }
}
