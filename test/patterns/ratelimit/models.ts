import type { Decision } from '../../../src/patterns/ratelimit/index.js'
import type { Setting } from './algorithms.js'

/** A limiter as one would write it without Redis: plain memory, one caller, and a clock that is passed in. */
export interface Model {
  ask(nowMs: number, cost: number, take: boolean): Decision
  reset(): void
}

/** Finds the waits by trying: they are the first moment at which something holds that holds from then on. */
abstract class SearchingModel implements Model {
  constructor(protected readonly setting: Setting) {}

  ask(nowMs: number, cost: number, take: boolean): Decision {
    const { limit } = this.setting
    const now = Math.max(nowMs, this.earliest())
    const allowed = this.left(now) >= cost
    if (allowed && take) this.record(now, cost)
    const retryAfterMs = cost > limit ? Infinity : first((ms) => this.left(now + ms) >= cost)
    return {
      allowed,
      limit,
      remaining: Math.max(0, this.left(now)),
      retryAfterMs: allowed ? 0 : retryAfterMs,
      resetMs: first((ms) => this.isClear(now + ms)),
    } as Decision
  }

  abstract reset(): void
  /** The clock of a key does not go back: earlier moments count as this one. */
  protected abstract earliest(): number
  protected abstract left(now: number): number
  protected abstract isClear(now: number): boolean
  protected abstract record(now: number, cost: number): void
}

export class LogModel extends SearchingModel {
  #times: number[] = []

  reset(): void {
    this.#times = []
  }

  protected earliest(): number {
    return Math.max(0, ...this.#times)
  }

  protected left(now: number): number {
    return this.setting.limit - this.#times.filter((time) => time > now - this.setting.windowMs).length
  }

  protected isClear(now: number): boolean {
    return this.left(now) === this.setting.limit
  }

  protected record(now: number, cost: number): void {
    this.#times.push(...Array<number>(cost).fill(now))
  }
}

/** Counts of the windows, by their number. */
abstract class WindowsModel extends SearchingModel {
  protected counts = new Map<number, number>()

  reset(): void {
    this.counts.clear()
  }

  protected earliest(): number {
    return Math.max(0, ...this.counts.keys()) * this.setting.windowMs
  }

  protected window(now: number): number {
    return Math.floor(now / this.setting.windowMs)
  }

  protected count(window: number): number {
    return this.counts.get(window) ?? 0
  }

  protected record(now: number, cost: number): void {
    this.counts.set(this.window(now), this.count(this.window(now)) + cost)
  }
}

export class FixedModel extends WindowsModel {
  protected left(now: number): number {
    return this.setting.limit - this.count(this.window(now))
  }

  protected isClear(now: number): boolean {
    return this.count(this.window(now)) === 0
  }
}

export class CounterModel extends WindowsModel {
  protected left(now: number): number {
    const { limit, windowMs } = this.setting
    const covered = BigInt(windowMs - (now % windowMs))
    const previous = BigInt(this.count(this.window(now) - 1))
    const weighted = (previous * covered + BigInt(windowMs) - 1n) / BigInt(windowMs)
    return limit - this.count(this.window(now)) - Number(weighted)
  }

  protected isClear(now: number): boolean {
    return this.count(this.window(now)) + this.count(this.window(now) - 1) === 0
  }
}

/** In parts: a token is `windowMs` of them, and `limit` come back in a millisecond. */
export class BucketModel extends SearchingModel {
  #time = 0
  #level = this.#full()

  reset(): void {
    this.#time = 0
    this.#level = this.#full()
  }

  protected earliest(): number {
    return this.#time
  }

  protected left(now: number): number {
    return Number(this.#levelAt(now) / BigInt(this.setting.windowMs))
  }

  protected isClear(now: number): boolean {
    return this.#levelAt(now) === this.#full()
  }

  protected record(now: number, cost: number): void {
    this.#level = this.#levelAt(now) - BigInt(cost * this.setting.windowMs)
    this.#time = now
  }

  #full(): bigint {
    return BigInt(this.setting.limit * this.setting.windowMs)
  }

  #levelAt(now: number): bigint {
    const level = this.#level + BigInt(now - this.#time) * BigInt(this.setting.limit)
    return level < this.#full() ? level : this.#full()
  }
}

/** The time at which all is back, in parts of a millisecond. */
export class GcraModel extends SearchingModel {
  #arrival = 0n

  reset(): void {
    this.#arrival = 0n
  }

  protected earliest(): number {
    return 0 // The arrival time itself never goes back.
  }

  protected left(now: number): number {
    const { limit, windowMs } = this.setting
    const room = BigInt(limit * windowMs) - this.#backlog(now)
    return room < 0n ? 0 : Number(room / BigInt(windowMs))
  }

  protected isClear(now: number): boolean {
    return this.#backlog(now) === 0n
  }

  protected record(now: number, cost: number): void {
    const { limit, windowMs } = this.setting
    this.#arrival = BigInt(now) * BigInt(limit) + this.#backlog(now) + BigInt(cost * windowMs)
  }

  #backlog(now: number): bigint {
    const backlog = this.#arrival - BigInt(now) * BigInt(this.setting.limit)
    return backlog > 0n ? backlog : 0n
  }
}

/** The least number, 0 or more, for which it holds. */
function first(holds: (ms: number) => boolean): number {
  if (holds(0)) return 0
  let high = 1
  while (!holds(high)) high *= 2
  let low = high / 2
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (holds(middle)) high = middle
    else low = middle
  }
  return high
}
