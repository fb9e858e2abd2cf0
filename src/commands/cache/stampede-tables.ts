import { formatDuration } from '../../scenario/duration.js'
import type { BarsChart, Cell, TableEvent } from '../../scenario/event.js'
import { counted, grouped } from '../../scenario/text.js'
import type { Crowd } from './crowd.js'

type Counted = Pick<Crowd, 'callers' | 'loads'> & Partial<Crowd>

/** One column for each version. */
export function stampedeTable(id: string, title: string, found: Record<string, Counted>): TableEvent {
  const crowds = Object.values(found)
  const rows: Cell[][] = [
    ['callers', ...crowds.map(({ callers }) => callers)],
    ['loads', ...crowds.map(({ loads }): Cell => ({ value: loads, mark: loads === 1 ? 'good' : 'bad' }))],
  ]
  if (crowds.every(({ lastMs }) => lastMs !== undefined))
    rows.push(['the last one waits', ...crowds.map(({ lastMs = 0 }) => formatDuration(lastMs))])
  return {
    type: 'table',
    id,
    title,
    columns: [{ label: '' }, ...Object.keys(found).map((label) => ({ label, align: 'right' as const }))],
    rows,
  }
}

export function loadsChart(naive: Crowd, safe: Crowd): BarsChart {
  return {
    type: 'chart',
    id: 'loads',
    kind: 'bars',
    title: 'loads of the database',
    unit: 'loads',
    bars: [
      { label: 'naive', value: naive.loads, mark: 'bad' },
      { label: 'safe', value: safe.loads, mark: 'good' },
    ],
    words: `For ${grouped(naive.callers)} callers the naive version made ${counted(naive.loads, 'load')} and the safe one ${counted(safe.loads, 'load')}.`,
  }
}
