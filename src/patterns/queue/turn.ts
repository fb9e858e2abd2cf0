import { timeArgument } from '../_kit/clock.js'
import { PatternError } from '../_kit/errors.js'
import type { ScriptArg } from '../_kit/script.js'
import type { Setup } from './options.js'
import { keptError } from './reason.js'
import { readRecord } from './record.js'
import { extendScript, type Outcome, workScript } from './scripts.js'
import { eventOf, inWords, type Settlement } from './settlement.js'
import type { Lease, LeasedJob, LeaseToken } from './types.js'

/** What a turn brought. */
export interface Turn<Payload> {
  readonly jobs: LeasedJob<Payload>[]
  /** How each settlement ended. */
  readonly outcomes: Outcome[]
  /** Until the next job is due; -1 when none is. */
  readonly nextInMs: number
}

/** The most jobs that one call may take. */
export const MOST_AT_ONCE = 1_000

const EXPIRED = new PatternError(
  'LEASE_EXPIRED',
  'the lease ran out: the worker has crashed, stood still, or could not reach the server',
)
EXPIRED.stack = `${EXPIRED}` // Where it was made says nothing.
const EXPIRED_REASON = keptError(EXPIRED)

/** Settles attempts, and takes up to `count` jobs. One EVALSHA. */
export async function turn<Payload>(
  setup: Setup<Payload>,
  count: number,
  settlements: readonly Settlement[],
): Promise<Turn<Payload>> {
  const { redis, keys, emit, leaseMs, keepCompletedMs, maxDead, watchMs } = setup
  const token = count > 0 ? newToken(setup) : ''
  const finished: ScriptArg[] = []
  for (const each of settlements) finished.push(each.lease.id, each.lease.token, inWords(each))
  const reply = await workScript.run(redis, keys, {
    now: timeArgument(setup.now),
    count,
    leaseMs,
    token,
    keepMs: keepCompletedMs,
    mostDead: maxDead,
    watchMs,
    reason: EXPIRED_REASON,
    finished,
  })
  const outcomes = settlements.map((_, index): Outcome => reply.others.get(index) ?? 'done')
  for (const [index, each] of settlements.entries()) emit(eventOf(each, outcomes[index] as Outcome))
  for (const { id, attempt, isDead } of reply.expired) {
    emit({ type: 'expired', id, attempt })
    if (isDead) emit({ type: 'dead', id, attempt, error: EXPIRED })
  }
  if (reply.dropped > 0) emit({ type: 'dropped', count: reply.dropped })
  return { jobs: await readJobs(setup, reply.taken), outcomes, nextInMs: reply.nextInMs }
}

function newToken<Payload>({ newId }: Setup<Payload>): string {
  const token = newId()
  if (/^[^\s]+$/.test(token) && token !== '-') return token
  throw new TypeError(`ids must make text without spaces; got ${token}`)
}

/** Whether each lease was renewed. One EVALSHA; nothing for none. */
export async function extendLeases<Payload>(
  setup: Setup<Payload>,
  leases: readonly Lease[],
): Promise<boolean[]> {
  if (leases.length === 0) return []
  const { redis, keys, leaseMs } = setup
  const pairs = leases.flatMap(({ id, token }) => [id, token])
  return extendScript.run(redis, keys, { now: timeArgument(setup.now), leaseMs, leases: pairs })
}

/** A payload that the codec cannot read is a dead letter at once: no attempt would read it better. */
async function readJobs<Payload>(
  setup: Setup<Payload>,
  taken: readonly Buffer[],
): Promise<LeasedJob<Payload>[]> {
  const jobs: LeasedJob<Payload>[] = []
  const unreadable: Settlement[] = []
  for (let at = 0; at < taken.length; at += 3) {
    const { attempts, token, reason: _, ...known } = readRecord(taken[at + 2] as Buffer)
    const lease = { id: String(taken[at]), token: token as LeaseToken, attempt: attempts }
    try {
      jobs.push({ ...lease, ...known, payload: setup.codec.decode(taken[at + 1] as Buffer) })
    } catch (error) {
      unreadable.push({ lease, kind: 'bury', error, delayMs: 0 })
    }
  }
  if (unreadable.length > 0) await turn(setup, 0, unreadable)
  return jobs
}
