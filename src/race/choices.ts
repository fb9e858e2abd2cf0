import type { Client } from './client.js'
import type { Faults } from './define.js'
import { type Step, stepOf, TIME } from './steps.js'

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

export function nextTimerMs(clients: readonly Client[]): number | undefined {
  const due = clients.flatMap((client) => client.nextTimerMs ?? [])
  return due.length === 0 ? undefined : Math.min(...due)
}
