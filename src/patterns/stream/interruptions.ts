import { isReply } from '../_kit/blocking-client.js'
import type { Hook } from '../_kit/hook.js'
import { sleep } from '../_kit/wait.js'
import type { StreamEvent } from './events.js'

const FIRST_WAIT_MS = 20
const LONGEST_WAIT_MS = 2_000

/** Answers of a server that is starting, failing over, or busy; UNBLOCKED: the key was deleted under a read. */
const PASSING = /\b(LOADING|BUSY|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|READONLY|UNBLOCKED)\b/

/** Whether a failure passes by itself: a lost connection, or such an answer. Misuse and missing rights do not. */
export function isPassing(error: unknown): boolean {
  return !isReply(error) || PASSING.test(error.message)
}

/** Waits between attempts to read, ever longer, and tells of it. */
export class Interruptions {
  readonly #emit: Hook<StreamEvent>
  readonly #signal: AbortSignal
  #waitMs = FIRST_WAIT_MS
  #interrupted = false

  constructor(emit: Hook<StreamEvent>, signal: AbortSignal) {
    this.#emit = emit
    this.#signal = signal
  }

  /** Jitter keeps the clients of a server that comes back from arriving all at once. Also ends when aborted. */
  async wait(cause: unknown): Promise<void> {
    if (this.#signal.aborted) return
    const retryInMs = Math.round(this.#waitMs * (0.5 + Math.random() / 2))
    this.#waitMs = Math.min(2 * this.#waitMs, LONGEST_WAIT_MS)
    this.#interrupted = true
    this.#emit({ type: 'interrupted', error: cause, retryInMs })
    await sleep(retryInMs, this.#signal).catch(() => {})
  }

  /** Reading has worked. */
  over(): void {
    if (!this.#interrupted) return
    this.#interrupted = false
    this.#waitMs = FIRST_WAIT_MS
    this.#emit({ type: 'resumed' })
  }
}
