import type { Cell, TableEvent } from '../../scenario/event.js'
import { grouped } from '../../scenario/text.js'
import { readSchedule } from '../steps.js'
import type { Survey } from './survey.js'
import { ordersCell } from './words.js'

export interface Column {
  readonly title: string
  readonly survey: Survey
}

/** All orders of the versions, side by side. */
export function ordersTable(columns: readonly Column[]): TableEvent {
  const row = (label: string, cell: (survey: Survey) => Cell) => [
    label,
    ...columns.map(({ survey }) => cell(survey)),
  ]
  const claims = new Set(columns.flatMap(({ survey }) => [...survey.broken.keys()]))
  const isWhole = columns.every(({ survey }) => survey.isWhole)
  return {
    type: 'table',
    id: 'orders',
    title: isWhole ? 'every order of their steps' : 'orders of their steps, chosen by chance',
    columns: [{ label: '' }, ...columns.map(({ title }) => ({ label: title, align: 'right' as const }))],
    rows: [
      row(
        columns.some(({ survey }) => survey.bound !== undefined) ? 'orders within the bound' : 'orders',
        ordersCell,
      ),
      ...(isWhole ? [] : [row('of these explored', ({ explored }) => grouped(explored))]),
      row('that break', ({ brokenOrders }) => marked(brokenOrders)),
      ...(claims.size > 1
        ? [...claims].map((claim) => row(`  ${claim}`, ({ broken }) => grouped(broken.get(claim) ?? 0)))
        : []),
      row('fewest steps to break it', ({ shortest }) =>
        shortest === undefined ? '-' : readSchedule(shortest).length,
      ),
      row('runs that it took', ({ runs }) => grouped(runs)),
    ],
  }
}

function marked(broken: number): Cell {
  return { value: grouped(broken), mark: broken > 0 ? 'bad' : 'good' }
}

/** Every order that breaks, and where. */
export function brokenTable({ all }: Survey): TableEvent {
  return {
    type: 'table',
    id: 'broken',
    title: 'every order that breaks',
    columns: [
      { label: 'schedule' },
      { label: 'breaks after step', align: 'right' },
      { label: 'what is wrong then' },
    ],
    rows: [...all()].map(({ schedule, at, broken }) => [schedule, at, broken.what]),
  }
}
