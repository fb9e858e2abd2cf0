import { wholeNumber } from '../_kit/check.js'
import { backoffFunction } from './backoff.js'
import { UnrecoverableError } from './errors.js'
import type { QueueEvent } from './events.js'
import type { Setup } from './options.js'
import { keptError } from './reason.js'
import type { Outcome } from './scripts.js'
import type { FailOptions, Lease } from './types.js'

/** How an attempt ended, to be told to the server. */
export type Settlement = { readonly lease: Lease } & (
  | { readonly kind: 'done'; readonly durationMs?: number }
  | { readonly kind: 'return' }
  | Failure
)

interface Failure {
  readonly kind: 'retry' | 'bury'
  readonly error: unknown
  readonly delayMs: number
}

const FALLBACK = backoffFunction()

/** An attempt that failed. When the caller's own backoff fails, too, the default one takes its place. */
export function failure<Payload>(
  setup: Setup<Payload>,
  lease: Lease,
  error: unknown,
  { retry = true }: FailOptions = {},
): Settlement {
  const kind = retry && !(error instanceof UnrecoverableError) ? 'retry' : 'bury'
  return { lease, kind, error, delayMs: kind === 'retry' ? delayAfter(setup, lease.attempt, error) : 0 }
}

function delayAfter<Payload>({ backoff, emit }: Setup<Payload>, attempt: number, error: unknown): number {
  try {
    return wholeNumber(Math.round(backoff(attempt, error)), 'the delay that backoff returns')
  } catch (problem) {
    emit({ type: 'error', error: problem })
    return FALLBACK(attempt, error)
  }
}

/** In the words of settle.lua. */
export function inWords(settlement: Settlement): string {
  const { kind } = settlement
  return kind === 'done' || kind === 'return'
    ? kind
    : `${kind} ${settlement.delayMs} ${keptError(settlement.error)}`
}

export function eventOf(settlement: Settlement, outcome: Outcome): QueueEvent {
  const { id, attempt } = settlement.lease
  if (outcome === 'lost' || settlement.kind === 'return') {
    return { type: outcome === 'lost' ? 'lost' : 'returned', id, attempt }
  }
  if (settlement.kind === 'done') {
    const { durationMs } = settlement
    return { type: 'done', id, attempt, ...(durationMs !== undefined && { durationMs }) }
  }
  const { error, delayMs } = settlement
  return outcome === 'dead'
    ? { type: 'dead', id, attempt, error }
    : { type: 'retried', id, attempt, error, delayMs }
}
