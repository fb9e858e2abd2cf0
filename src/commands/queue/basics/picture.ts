import type { QueueStats } from '../../../patterns/queue/index.js'
import type { TableEvent } from '../../../scenario/event.js'

/** What `stats` says, one column for each moment. */
export function statsTable(moments: Record<string, QueueStats>): TableEvent {
  const all = Object.values(moments)
  return {
    type: 'table',
    id: 'stats',
    title: 'jobs in each state',
    columns: [
      { label: 'state' },
      ...Object.keys(moments).map((label) => ({ label, align: 'right' as const })),
    ],
    rows: (['waiting', 'delayed', 'active', 'dead'] as const).map((state) => [
      state,
      ...all.map((stats) => stats[state]),
    ]),
  }
}
