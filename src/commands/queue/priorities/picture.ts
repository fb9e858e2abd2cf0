import type { Cell, TableEvent } from '../../../scenario/event.js'
import { counted } from '../../../scenario/text.js'
import { URGENT } from './urgent.js'

/** The first three served and the last, one column for each version. */
export function orderTable(id: string, versions: Readonly<Record<string, readonly string[]>>): TableEvent {
  const all = Object.values(versions)
  const last = all[0]?.length ?? 0
  const cell = (served: readonly string[], as: number): Cell => {
    const order = served[as - 1] ?? null
    return order === URGENT.order ? { value: order, mark: as === 1 ? 'good' : 'bad' } : order
  }
  return {
    type: 'table',
    id,
    title: `who is served when, of ${counted(last, 'job')}`,
    columns: [{ label: 'served as', align: 'right' }, ...Object.keys(versions).map((label) => ({ label }))],
    rows: [...new Set([1, 2, 3, last])].map((as) => [as, ...all.map((served) => cell(served, as))]),
  }
}
