import { Deadlines } from './deadlines.js'
import { CacheUnavailableError } from './errors.js'
import type { CacheEvent } from './events.js'

interface LinkOptions {
  commandTimeoutMs: number
  retryAfterMs: number
  emit: ((event: CacheEvent) => void) | undefined
}

/**
 * Whether Redis answers. A command that gets no answer in time, or whose connection breaks, makes it count as away:
 * then it is left alone, but for one caller every `retryAfterMs`, who finds out when it is back.
 */
export class Link {
  readonly #options: LinkOptions
  readonly #deadlines: Deadlines<(error: CacheUnavailableError) => void>
  /** By `performance.now()`. 0: it answers. */
  #awayUntil = 0

  constructor(options: LinkOptions) {
    this.#options = options
    const { commandTimeoutMs } = options
    this.#deadlines = new Deadlines(commandTimeoutMs, (fail) => {
      fail(this.#failed(new Error(`no reply within ${commandTimeoutMs} ms`)))
    })
  }

  /** Whether to ask Redis. While it is away, the one who is told "yes" is to find out. */
  mayAsk(): boolean {
    if (this.#awayUntil === 0) return true
    const now = performance.now()
    if (now < this.#awayUntil) return false
    this.#awayUntil = now + this.#options.retryAfterMs
    return true
  }

  /**
   * The command's reply. One that comes too late is handed to `late`.
   *
   * @throws {CacheUnavailableError} when there was none in time, or an error.
   */
  reply<Reply>(command: Promise<Reply>, late?: (reply: Reply) => void): Promise<Reply> {
    return new Promise((resolve, reject) => this.#await(command, resolve, reject, late))
  }

  /** The command's reply, or null when there was none in time, or an error. */
  replyOrNull<Reply>(command: Promise<Reply>): Promise<Reply | null> {
    return new Promise((resolve) => this.#await(command, resolve, () => resolve(null)))
  }

  #await<Reply>(
    command: Promise<Reply>,
    resolve: (reply: Reply) => void,
    fail: (error: CacheUnavailableError) => void,
    late?: (reply: Reply) => void,
  ): void {
    const deadline = this.#deadlines.begin(fail)
    command.then(
      (reply) => {
        if (!this.#deadlines.end(deadline)) return late?.(reply)
        this.#answered()
        resolve(reply)
      },
      (error: Error) => {
        if (this.#deadlines.end(deadline)) fail(this.#failed(error))
      },
    )
  }

  #answered(): void {
    if (this.#awayUntil === 0) return
    this.#awayUntil = 0
    this.#options.emit?.({ type: 'available' })
  }

  #failed(error: Error): CacheUnavailableError {
    this.#options.emit?.({ type: 'command failed', error })
    // An error that the server itself replied with: it is there.
    if (error.name === 'ReplyError') this.#answered()
    else this.#wentAway()
    return new CacheUnavailableError(error)
  }

  #wentAway(): void {
    const wasThere = this.#awayUntil === 0
    this.#awayUntil = performance.now() + this.#options.retryAfterMs
    if (wasThere) this.#options.emit?.({ type: 'unavailable' })
  }
}
