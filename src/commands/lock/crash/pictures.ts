import { formatDuration } from '../../../scenario/duration.js'
import type { Cell, Lane, Point, TableEvent, TimelineChart } from '../../../scenario/event.js'
import { seconds } from '../absence.js'
import { freedAt, type Try } from './tries.js'

/** What app-2 is told, with both versions. */
export function sideBySide(
  times: readonly number[],
  naive: readonly Try[],
  safe: readonly Try[],
): TableEvent {
  const ttl = times[1] ?? 0
  const answer = (tries: readonly Try[], atMs: number): Cell => {
    const found = tries.find((one) => one.atMs === atMs)
    if (found === undefined) return null
    if (found.got) return { value: 'gets it', mark: 'good' }
    // While the lease lasts, no is the right answer.
    return atMs < ttl ? 'refused' : { value: 'refused', mark: 'bad' }
  }
  return {
    type: 'table',
    id: 'crash',
    title: 'app-2 asks until it gets the lock',
    columns: [{ label: 'after the death of app-1' }, { label: 'naive' }, { label: 'safe' }],
    rows: times.map((atMs) => [formatDuration(atMs), answer(naive, atMs), answer(safe, atMs)]),
  }
}

/** Without the hour, beside which a lease could not be seen. */
export function timeline(ttl: number, naive: readonly Try[], safe: readonly Try[]): TimelineChart {
  const to = 3 * ttl
  const [stuck, freed] = [freedAt(naive), freedAt(safe)]
  return {
    type: 'chart',
    id: 'held',
    kind: 'timeline',
    title: 'how long the dead hold the lock',
    unit: 's',
    from: 0,
    to: seconds(to),
    lanes: [lane('naive', naive, to), lane('safe', safe, to)],
    words: `The naive lock is ${stuck === undefined ? 'never free' : 'free'} again, the safe one ${freed === undefined ? 'neither' : `after ${formatDuration(freed)}`}.`,
  }
}

function lane(label: string, tries: readonly Try[], to: number): Lane {
  const freed = freedAt(tries)
  const held = { from: 0, to: seconds(freed ?? to), label: 'held by the dead' }
  return {
    label,
    spans: [
      freed === undefined ? { ...held, mark: 'bad' } : held,
      ...(freed === undefined
        ? []
        : [{ from: seconds(freed), to: seconds(to), label: 'app-2', mark: 'good' as const }]),
    ],
    points: tries.filter(({ atMs }) => atMs <= to).map(point),
  }
}

function point({ atMs, got }: Try): Point {
  return { at: seconds(atMs), label: got ? 'gets it' : 'refused', mark: got ? 'good' : 'bad' }
}
