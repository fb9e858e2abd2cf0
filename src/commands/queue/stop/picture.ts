import type { Cell, TableEvent } from '../../../scenario/event.js'
import type { Stopped } from './stops.js'

/** One column for each way to stop. */
export function stopTable(id: string, ways: Readonly<Record<string, Stopped>>): TableEvent {
  const all = Object.values(ways)
  return {
    type: 'table',
    id,
    title: 'worker-1 is stopped with order-1 in its hands',
    columns: [{ label: '' }, ...Object.keys(ways).map((label) => ({ label }))],
    rows: [
      [
        'order-1 is',
        ...all.map(({ fate }): Cell => ({ value: fate, mark: fate === 'lost' ? 'bad' : 'good' })),
      ],
      ['jobs that wait', ...all.map(({ waiting }) => waiting)],
      ['worker-2 gets', ...all.map(({ next }) => next ?? null)],
      ['as attempt', ...all.map(({ attempt }) => attempt ?? null)],
    ],
  }
}
