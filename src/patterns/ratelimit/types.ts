/** Whom a limit is for: a user, an address, an API key. Text or any bytes; equal bytes are the same id. */
export type LimitId = string | Buffer

/** What a limiter answers. */
export type Decision = Allowed | Denied

/** The request may go on. */
export interface Allowed extends Quota {
  readonly allowed: true
  readonly retryAfterMs: 0
}

/** The request must wait. */
export interface Denied extends Quota {
  readonly allowed: false
  /** When the same cost fits, if nobody else takes meanwhile. `Infinity`: never, for the cost is above the limit. */
  readonly retryAfterMs: number
}

/** How a limit stands, after the cost was taken if it was. */
export interface Quota {
  /** As much as can be taken at once. */
  readonly limit: number
  /** As much as can be taken now. */
  readonly remaining: number
  /** Until nothing counts any more, if nobody takes meanwhile. 0: nothing does. */
  readonly resetMs: number
  /** Redis gave no answer, and `whenUnavailable` decided. The other numbers are then not known. */
  readonly unavailable?: true
}

/** What several limits answer together: the numbers of the one that has least left, and of each. */
export type CombinedDecision = Decision & {
  /** In the order of the limiters. Each says whether its own limit allows the cost. */
  readonly decisions: readonly Decision[]
}

/** A limit as others are told of it, in the terms of the RateLimit header fields. */
export interface Policy {
  readonly name: string
  /** What can be taken at once. */
  readonly limit: number
  /** How long it takes until all of it is back. */
  readonly windowMs: number
  /** What is counted. Default: requests. */
  readonly quotaUnit?: 'requests' | 'content-bytes' | 'concurrent-requests'
  /** For whom it is counted, as far as the client may know. */
  readonly partitionKey?: Buffer
}

/** What a take or a peek asks for. */
export interface TakeOptions {
  /** Units of the limit, a whole number, 1 or more. Default: 1. */
  cost?: number
}

/** What every limiter can do, one or several limits. */
export interface RateLimiter<Result extends Decision = Decision> {
  /** One for each limit. */
  readonly policies: readonly Policy[]
  /** Takes the cost if it fits. */
  take(id: LimitId, options?: TakeOptions): Promise<Result>
  /** What a take would answer; changes nothing. */
  peek(id: LimitId, options?: TakeOptions): Promise<Result>
  /** Forgets what was taken. True when there was something to forget. */
  reset(id: LimitId): Promise<boolean>
}
