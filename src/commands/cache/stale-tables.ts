import { formatDuration } from '../../scenario/duration.js'
import type { Cell, TableEvent, TimelineChart } from '../../scenario/event.js'
import { counted } from '../../scenario/text.js'
import { nameOf, type Read } from './reads.js'
import { READERS, type Readers } from './stale-readers.js'

/** Two columns for each version: what a reader gets, and how long it waits. */
export function readersTable(id: string, title: string, found: Record<string, Readers>): TableEvent {
  const versions = Object.values(found)
  return {
    type: 'table',
    id,
    title,
    columns: [
      { label: 'reader' },
      ...Object.keys(found).flatMap((label) => [
        { label: `${label} gets` },
        { label: 'waits', align: 'right' as const },
      ]),
    ],
    rows: READERS.map((number, at): Cell[] => [
      `app-${number}`,
      ...versions.flatMap(({ reads }) => cells(reads[at])),
    ]),
  }
}

function cells(one: Read | undefined): Cell[] {
  if (one === undefined) return [null, null]
  const { found, waitedMs } = one
  return [nameOf(found), { value: formatDuration(waitedMs), mark: waitedMs === 0 ? 'good' : 'bad' }]
}

/** What readers get, from the end of the TTL on. */
export function waitingChart(loadTime: number, naive: Readers, safe: Readers): TimelineChart {
  const to = 2 * loadTime
  const atFirst = nameOf(safe.reads[0]?.found)
  return {
    type: 'chart',
    id: 'waiting',
    kind: 'timeline',
    title: 'what readers get, from the end of the TTL on',
    unit: 'ms',
    from: 0,
    to,
    lanes: [
      {
        label: 'naive',
        spans: [
          { from: 0, to: loadTime, label: `${counted(naive.loads, 'load')}: wait`, mark: 'bad' },
          { from: loadTime, to, label: nameOf(naive.later.found), mark: 'good' },
        ],
      },
      {
        label: 'safe',
        spans: [
          { from: 0, to: loadTime, label: `${counted(safe.loads, 'load')}: ${atFirst}` },
          { from: loadTime, to, label: nameOf(safe.later.found), mark: 'good' },
        ],
      },
    ],
    words: `For ${loadTime} ms the naive readers wait, for ${counted(naive.loads, 'load')}; the safe ones get ${atFirst} at once, while there is ${counted(safe.loads, 'load')}. After that readers get ${[...new Set([naive, safe].map(({ later }) => nameOf(later.found)))].join(' or ')}.`,
  }
}
