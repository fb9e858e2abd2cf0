import { formatDuration } from '../../../scenario/duration.js'
import type { SparkChart, TableEvent } from '../../../scenario/event.js'
import { grouped } from '../../../scenario/text.js'
import { marked } from '../marked.js'
import type { Client, Tally } from './tally.js'

export function totals(tally: Tally, limited: number): TableEvent {
  const { answered, denied, clientCount } = tally
  return {
    type: 'table',
    id: 'totals',
    title: 'what the limit would have done',
    columns: [
      { label: '' },
      { label: 'all', align: 'right' },
      { label: 'limited', align: 'right' },
      { label: 'share', align: 'right' },
    ],
    rows: [
      ['requests', answered, denied, share(denied, answered)],
      ['clients', clientCount, limited, share(limited, clientCount)],
    ],
  }
}

/** The most denied first; of those alike the busiest, then by name. */
export function topClients(clients: readonly Client[], top: number): TableEvent {
  const shown = clients.toSorted(worseFirst).slice(0, top)
  return {
    type: 'table',
    id: 'top',
    title: shown.some(({ denied }) => denied > 0)
      ? 'the clients that would notice most'
      : 'the busiest clients',
    columns: [
      { label: 'client' },
      { label: 'requests', align: 'right' },
      { label: 'denied', align: 'right' },
      { label: 'share', align: 'right' },
    ],
    rows: shown.map(({ id, requests, denied }) => [
      id,
      requests,
      marked(denied, denied === 0),
      share(denied, requests),
    ]),
  }
}

export function overTime({ bins, first, last }: Tally): SparkChart {
  const [allowed, denied] = [bins.values('allowed'), bins.values('denied')]
  const most = Math.max(...denied)
  const each = formatDuration(bins.each)
  const start = Math.floor(first / bins.each) * bins.each
  const peak = dateText(start + denied.indexOf(most) * bins.each)
  return {
    type: 'chart',
    id: 'over-time',
    kind: 'spark',
    title: `from ${dateText(first)} to ${dateText(last)}`,
    unit: 'requests',
    each,
    series: [
      { label: 'allowed', values: allowed },
      { label: 'denied', values: denied },
    ],
    words:
      most === 0 ? 'None was denied.' : `Most were denied in the ${each} from ${peak} on: ${grouped(most)}.`,
  }
}

/** In UTC, to the second. */
export function dateText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ')
}

function share(part: number, whole: number): string {
  return whole === 0 ? '0%' : `${((100 * part) / whole).toFixed(1)}%`
}

function worseFirst(one: Client, other: Client): number {
  return other.denied - one.denied || other.requests - one.requests || (one.id < other.id ? -1 : 1)
}
