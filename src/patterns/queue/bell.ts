import { BlockingClient } from '../_kit/blocking-client.js'
import { sleep } from '../_kit/wait.js'
import type { Setup } from './options.js'

const LONGEST_WAIT_MS = 2_000

/** Rings when there may be work: one BLPOP on a connection of its own, and so no polling. */
export class Bell<Payload> {
  readonly #setup: Setup<Payload>
  readonly #onRing: () => void
  readonly #client: BlockingClient
  readonly #closing = new AbortController()
  #isListening = false
  #failures = 0

  constructor(setup: Setup<Payload>, onRing: () => void) {
    this.#setup = setup
    this.#onRing = onRing
    this.#client = new BlockingClient(setup.redis, setup.watchMs)
  }

  /** Rings once: when there may be work, and at the latest after `watchMs`, for a wake-up can be lost. */
  listen(): void {
    if (this.#isListening || this.#closing.signal.aborted) return
    this.#isListening = true
    void this.#wait()
  }

  close(): void {
    this.#closing.abort()
    this.#client.close()
  }

  async #wait(): Promise<void> {
    const { keys, watchMs, emit } = this.#setup
    try {
      await this.#client.run((client) => client.blpop(keys.wake, watchMs / 1_000))
      this.#failures = 0
    } catch (error) {
      if (this.#closing.signal.aborted) return
      emit({ type: 'error', error })
      await pause(this.#failures++, this.#closing.signal)
    }
    this.#isListening = false
    this.#onRing()
  }
}

/** After a failure, longer after each, so that a server that comes back is not stormed. Ends with the signal. */
export async function pause(failures: number, signal: AbortSignal): Promise<void> {
  const fullMs = Math.min(LONGEST_WAIT_MS, 50 * 2 ** failures)
  await sleep(fullMs * (0.5 + Math.random() / 2), signal).catch(() => {})
}
