import type { Cell, TableEvent, TimelineChart } from '../../../scenario/event.js'
import { type Absence, seconds } from '../absence.js'

/** What app-1's release did when it came too late. */
export interface Outcome {
  /** Whether app-2 still has the lock afterwards. */
  kept: boolean
  /** Whether app-3 gets it while app-2 works. */
  third: boolean
}

/** app-2 and app-3 each hold a lock for its full time, unless it was deleted. */
export function timeline({ leaseEnds, arrives, returns }: Absence, { third }: Outcome): TimelineChart {
  const to = returns + leaseEnds
  return {
    type: 'chart',
    id: 'owners',
    kind: 'timeline',
    title: 'who works, with the naive lock',
    unit: 's',
    from: 0,
    to: seconds(to),
    lanes: [
      {
        label: 'app-1',
        spans: [
          { from: 0, to: seconds(leaseEnds), label: 'has it', mark: 'good' },
          { from: seconds(leaseEnds), to: seconds(returns), label: 'late', mark: 'bad' },
        ],
        points: [{ at: seconds(returns), label: 'DEL', mark: 'bad' }],
      },
      {
        label: 'app-2',
        spans: [{ from: seconds(arrives), to: seconds(arrives + leaseEnds), label: 'works', mark: 'good' }],
      },
      {
        label: 'app-3',
        spans: third ? [{ from: seconds(returns), to: seconds(to), label: 'works', mark: 'bad' }] : [],
      },
    ],
    words: `At ${seconds(returns)} s app-1 deletes the lock that app-2 took at ${seconds(arrives)} s; ${third ? 'app-3 takes it, and two work at once' : 'app-3 does not get it'}.`,
  }
}

export function sideBySide(naive: Outcome, safe: Outcome): TableEvent {
  const row = (what: string, tell: (outcome: Outcome) => Cell): Cell[] => [what, tell(naive), tell(safe)]
  const marked = (good: boolean, yes: string, no: string): Cell => ({
    value: good ? yes : no,
    mark: good ? 'good' : 'bad',
  })
  return {
    type: 'table',
    id: 'owner',
    title: 'naive beside safe',
    columns: [{ label: 'after app-1 gave it back' }, { label: 'naive' }, { label: 'safe' }],
    rows: [
      row("app-2's lock", ({ kept }) => marked(kept, 'kept', 'deleted')),
      row('app-3 asks', ({ third }) => marked(!third, 'refused', 'gets it')),
      row('work at the same time', ({ kept, third }) => {
        const working = 1 + Number(third)
        return { value: working, mark: kept && working === 1 ? 'good' : 'bad' }
      }),
    ],
  }
}
