import type { DeadLetter } from '../../patterns/stream/index.js'
import type { BarsChart, Cell, Event } from '../../scenario/event.js'
import type { Ledger } from './ledger.js'
import { marked, table } from './tables.js'

type Ledgers = Readonly<Record<string, Ledger>>

export function outcomes(id: string, entries: number, bad: number, ledgers: Ledgers): Event {
  const all = Object.values(ledgers)
  const rows: Cell[][] = [
    [
      'orders done',
      ...all.map(({ done }) => marked(`${done.length} of ${entries}`, done.length === entries - 1)),
    ],
    [`tries of order ${bad}`, ...all.map(({ tries }) => tries.get(bad) ?? 0)],
    ['never tried', ...all.map(({ tries }) => marked(entries - tries.size, tries.size === entries))],
    ['dead letters', ...all.map(({ deadLetters: dead }) => dead)],
  ]
  return table(id, `order ${bad} is poison`, ['', ...Object.keys(ledgers).map((name) => `${name}#`)], rows)
}

export function triesChart(bad: number, ledgers: Ledgers): BarsChart {
  const bars = Object.entries(ledgers).map(([label, { tries }]) => ({
    label,
    value: tries.get(bad) ?? 0,
    mark: label === 'safe' ? ('good' as const) : ('bad' as const),
  }))
  return {
    type: 'chart',
    id: 'poison.tries',
    kind: 'bars',
    title: `tries of order ${bad}`,
    unit: 'tries',
    bars,
    words: bars
      .map(({ label, value }) => `${label}: ${value} tries`)
      .join('; ')
      .concat('.'),
  }
}

export function lettersTable(letters: readonly DeadLetter<number>[]): Event {
  const rows = letters.map(({ entryId, event, reason, deliveries, consumer }) => [
    entryId,
    event ?? '–',
    reason,
    deliveries,
    consumer,
  ])
  return table('poison.letters', 'dead letters', ['entry', 'order#', 'reason', 'deliveries#', 'last'], rows)
}
