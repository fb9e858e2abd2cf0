import type { TimelineChart } from '../../scenario/event.js'
import { nameOf, type User } from './reads.js'

const [BEFORE, AFTER] = ['Byron', 'Lovelace']

/** The load, the change in its middle, and what the cache answers afterwards. */
export function staleFillChart(
  id: string,
  title: string,
  loadTime: number,
  found: User | null,
): TimelineChart {
  const [half, to] = [Math.floor(loadTime / 2), loadTime * 2]
  const last = nameOf(found).endsWith(AFTER) ? AFTER : BEFORE
  return {
    type: 'chart',
    id,
    kind: 'timeline',
    title,
    unit: 'ms',
    from: 0,
    to,
    lanes: [
      {
        label: 'database',
        spans: [
          { from: 0, to: half, label: BEFORE },
          { from: half, to, label: AFTER },
        ],
      },
      { label: 'app-1', spans: [{ from: 0, to: loadTime, label: `loads ${BEFORE}` }] },
      { label: 'app-2', spans: [], points: [{ at: half, label: 'invalidates' }] },
      {
        label: 'readers',
        spans: [{ from: loadTime, to, label: `get ${last}`, mark: last === AFTER ? 'good' : 'bad' }],
      },
    ],
    words: `The load takes from 0 to ${loadTime} ms, the change comes at ${half} ms, and whoever reads after ${loadTime} ms gets ${nameOf(found)}.`,
  }
}
