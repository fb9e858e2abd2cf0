import { formatDuration } from '../scenario/duration.js'
import type { Client } from './client.js'
import type { Faults } from './define.js'
import { type Step, stepOf, TIME } from './steps.js'
import { wordsOf } from './unit.js'

/** How often each fault may still happen in this order. */
export type Left = Record<keyof Faults, number>

export function allFaults({ time, deaths = 0, lostReplies = 0, cuts = 0 }: Faults = {}): Left {
  return { time: time?.times ?? 0, deaths, lostReplies, cuts }
}

/**
 * What can happen next: the clients' own steps, then faults. When nobody can go on, time passes if somebody waits for
 * a timer. None: the order is at its end.
 */
export function choices(clients: readonly Client[], left: Left): Step[] {
  const own = clients.flatMap((client) => client.steps())
  if (own.length === 0) return nextTimerMs(clients) === undefined ? [] : [TIME]
  return [
    ...own,
    ...(left.time > 0 ? [TIME] : []),
    ...(left.deaths > 0 ? clients.filter(hasBegun).map(({ index }) => stepOf('die', index)) : []),
    ...(left.lostReplies > 0 ? clients.flatMap(losses) : []),
    ...(left.cuts > 0 ? clients.flatMap((client) => client.cuts()) : []),
  ]
}

/** Whoever dies before its first step might as well not be there. */
function hasBegun({ taken, runs }: Client): boolean {
  return taken > 0 && runs
}

function losses({ heads, index }: Client): Step[] {
  return heads.flatMap(({ commands }, line) => (commands.length > 0 ? [stepOf('lose', index, line)] : []))
}

function nextTimerMs(clients: readonly Client[]): number | undefined {
  const due = clients.flatMap((client) => client.nextTimerMs ?? [])
  return due.length === 0 ? undefined : Math.min(...due)
}

/** How far the clock moves when time passes: past leases while somebody could go on, else to the next timer. */
export function leap(
  clients: readonly Client[],
  faults: Faults = {},
  nowMs: number,
): { ms: number; isFault: boolean } {
  if (clients.some((client) => client.steps().length > 0)) return { ms: faults.time?.ms ?? 0, isFault: true }
  const dueMs = nextTimerMs(clients) ?? nowMs
  return { ms: Math.max(0, Math.ceil(dueMs - nowMs)), isFault: false }
}

/** What a step would do, in a line. */
export function foresee(step: Step, clients: readonly Client[], leapMs: number, prefix: string): string {
  const { kind, line } = step
  const client = clients[step.client]
  if (kind === 'time') return `time passes: ${formatDuration(leapMs)}`
  if (kind === 'die') return 'dies'
  if (kind === 'cut') return 'is cut off'
  if (kind === 'hear') return `hears ${client?.messages[0]?.words}`
  const what = wordsOf(client?.heads[line], prefix)
  return kind === 'lose' ? `${what}, and the reply is lost` : what
}
