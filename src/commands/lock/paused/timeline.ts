import type { TimelineChart } from '../../../scenario/event.js'
import { type Absence, seconds } from '../absence.js'

/** Who believes to have the lock, and when. */
export function timeline({ leaseEnds, arrives, returns }: Absence): TimelineChart {
  const to = arrives + leaseEnds
  return {
    type: 'chart',
    id: 'holders',
    kind: 'timeline',
    title: 'who believes to have the lock',
    unit: 's',
    from: 0,
    to: seconds(to),
    lanes: [
      {
        label: 'app-1',
        spans: [
          { from: 0, to: seconds(leaseEnds), label: 'has it', mark: 'good' },
          { from: seconds(leaseEnds), to: seconds(returns), label: 'believes', mark: 'bad' },
        ],
        points: [{ at: seconds(returns), label: 'wakes, writes', mark: 'bad' }],
      },
      { label: 'app-2', spans: [{ from: seconds(arrives), to: seconds(to), label: 'has it', mark: 'good' }] },
    ],
    words: `From ${seconds(arrives)} s to ${seconds(returns)} s both believe that they have the lock.`,
  }
}
