import type { LeasedJob } from './types.js'

/** What a handler gets beside its job. */
export interface HandlerContext {
  /** Aborts when the job is no longer this worker's: `reason` is a `LeaseLostError` or a `WorkerClosedError`. */
  readonly signal: AbortSignal
}

/** One attempt at one job. */
export class Run<Payload> implements HandlerContext {
  /** The server has said that the job is no longer this worker's. */
  isLost = false
  readonly startedAtMs = performance.now()
  #controller: AbortController | undefined
  #reason: Error | undefined

  constructor(
    readonly job: LeasedJob<Payload>,
    /** When the lease was last asked for, on this process's own clock: it runs out no earlier than `leaseMs` after that. */
    public renewedAtMs: number,
  ) {}

  /** Made when it is first asked for: most handlers never do. */
  get signal(): AbortSignal {
    this.#controller ??= new AbortController()
    if (this.#reason !== undefined) this.#controller.abort(this.#reason)
    return this.#controller.signal
  }

  get isAborted(): boolean {
    return this.#reason !== undefined
  }

  abort(reason: Error): void {
    this.#reason ??= reason
    this.#controller?.abort(this.#reason)
  }
}
