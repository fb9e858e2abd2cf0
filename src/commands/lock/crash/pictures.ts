import { formatDuration } from '../../../scenario/duration.js'
import type { Cell, Lane, Mark, Point, Span, TableEvent, TimelineChart } from '../../../scenario/event.js'
import { seconds } from '../absence.js'
import { freedAt, type Try } from './tries.js'

/** What app-2 is told, with both versions. */
export function sideBySide(
  times: readonly number[],
  ttl: number,
  versions: { naive: readonly Try[]; safe: readonly Try[] },
): TableEvent {
  const answer = (tries: readonly Try[], atMs: number): Cell => {
    const found = tries.find((one) => one.atMs === atMs)
    if (found === undefined) return null
    const mark = judge(found, ttl)
    return mark === undefined ? words(found) : { value: words(found), mark }
  }
  return {
    type: 'table',
    id: 'crash',
    title: 'app-2 asks until it gets the lock',
    columns: [{ label: 'after the death of app-1' }, { label: 'naive' }, { label: 'safe' }],
    rows: times.map((atMs) => [
      formatDuration(atMs),
      answer(versions.naive, atMs),
      answer(versions.safe, atMs),
    ]),
  }
}

/** Without the hour, beside which a lease could not be seen. */
export function timeline(
  ttl: number,
  { naive, safe }: { naive: readonly Try[]; safe: readonly Try[] },
): TimelineChart {
  const to = 3 * ttl
  const freed = (tries: readonly Try[]) => {
    const atMs = freedAt(tries)
    return atMs === undefined ? 'never free again' : `free after ${formatDuration(atMs)}`
  }
  return {
    type: 'chart',
    id: 'held',
    kind: 'timeline',
    title: 'how long the dead hold the lock',
    unit: 's',
    from: 0,
    to: seconds(to),
    lanes: [lane('naive', naive, ttl, to), lane('safe', safe, ttl, to)],
    words: `The naive lock is ${freed(naive)}, the safe one ${freed(safe)}.`,
  }
}

function lane(label: string, tries: readonly Try[], ttl: number, to: number): Lane {
  const freed = freedAt(tries)
  const points = tries.filter(({ atMs }) => atMs <= to).map((one) => pointOf(one, ttl))
  const dead = { from: 0, to: seconds(freed ?? to), label: 'app-1 (dead)' }
  if (freed === undefined) return { label, spans: [{ ...dead, mark: 'bad' }], points }
  const alive: Span = { from: seconds(freed), to: seconds(to), label: 'app-2', mark: 'good' }
  return { label, spans: [dead, alive], points }
}

function pointOf(one: Try, ttl: number): Point {
  const point = { at: seconds(one.atMs), label: words(one) }
  const mark = judge(one, ttl)
  return mark === undefined ? point : { ...point, mark }
}

function words({ got }: Try): string {
  return got ? 'gets it' : 'refused'
}

/** While the lease lasts, no is the right answer. */
function judge({ atMs, got }: Try, ttl: number): Mark | undefined {
  if (got) return 'good'
  return atMs < ttl ? undefined : 'bad'
}
