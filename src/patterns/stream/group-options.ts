import { wholeNumber } from '../_kit/check.js'
import { randomId } from '../_kit/ids.js'
import type { Settings } from './options.js'
import { checkPosition, type Position } from './position.js'

/** How a consumer reads for its group. All consumers of a group should have the same limits. */
export interface GroupOptions {
  /**
   * The name of this consumer. With the same name after a restart it takes up at once what it had left pending;
   * with a new one, others or it do so after `claimIdleMs`. Never two at a time with one name. Default: random.
   */
  consumer?: string
  /** Where the group begins when it is not there: also when the server has lost it. Default: `'start'`. */
  from?: Position
  /** How many entries one read fetches at most, and one command acknowledges. Default: 100. */
  batchSize?: number
  /** How long one read waits, in milliseconds. Default: 5000. */
  blockMs?: number
  /** A pending entry that nobody has shown to work on for so long is given to another consumer. Default: 10,000 ms. */
  claimIdleMs?: number
  /** An entry that was delivered so often and never acknowledged is a dead letter. Default: 5. */
  maxDeliveries?: number
  /** How long a failed entry waits for its next delivery, at least; `claimIdleMs` at most. Default: 1000 ms. */
  retryDelayMs?: number
  /** Acknowledgements wait for others for so long at most. Default: 20 ms. */
  ackDelayMs?: number
  /** Consumers that have been idle for so long are forgotten, when they have nothing pending. Default: one hour. */
  consumerIdleMs?: number
  /** How many dead letters are kept, about: the newest. Default: 10,000. */
  maxDeadLetters?: number
  /** Ends the consumer, at once: its loops end without an error. `close` does the rest. */
  signal?: AbortSignal
}

type Limits = Omit<Required<GroupOptions>, 'consumer' | 'from' | 'signal'>

/** One consumer of one group: what all its parts work with. */
export interface Member<Event> extends Limits {
  readonly settings: Settings<Event>
  readonly group: string
  readonly consumer: string
  readonly from: Position
  readonly deadKey: string
}

const DEFAULTS: Limits = {
  batchSize: 100,
  blockMs: 5_000,
  claimIdleMs: 10_000,
  maxDeliveries: 5,
  retryDelayMs: 1_000,
  ackDelayMs: 20,
  consumerIdleMs: 3_600_000,
  maxDeadLetters: 10_000,
}

const MAY_BE_ZERO = ['retryDelayMs', 'ackDelayMs']

/** @throws {TypeError} when an option is not what it should be. */
export function resolveMember<Event>(
  settings: Settings<Event>,
  group: string,
  { consumer = randomId(9), from = 'start', signal: _, ...given }: GroupOptions,
): Member<Event> {
  const limits: Limits = { ...DEFAULTS, ...given }
  limits.retryDelayMs = given.retryDelayMs ?? Math.min(DEFAULTS.retryDelayMs, limits.claimIdleMs)
  for (const [name, value] of Object.entries(limits)) {
    wholeNumber(value, name, MAY_BE_ZERO.includes(name) ? 0 : 1)
  }
  wholeNumber(limits.retryDelayMs, 'retryDelayMs', 0, limits.claimIdleMs)
  if (typeof consumer !== 'string' || consumer === '') {
    throw new TypeError(`consumer must be text that is not empty; got ${consumer}`)
  }
  const deadKey = settings.keys('dead', group)
  return { ...limits, settings, group, consumer, from: checkPosition(from), deadKey }
}
