import type { Decision } from '../../patterns/ratelimit/index.js'
import { formatDuration } from '../../scenario/duration.js'
import type { Cell, TableEvent } from '../../scenario/event.js'

/** What a limiter answered, one column for each answer. */
export function decisionTable(
  id: string,
  title: string,
  decisions: Readonly<Record<string, Decision>>,
): TableEvent {
  const answers = Object.values(decisions)
  const row = (label: string, cell: (decision: Decision) => Cell): Cell[] => [label, ...answers.map(cell)]
  return {
    type: 'table',
    id,
    title,
    columns: [
      { label: 'answer' },
      ...Object.keys(decisions).map((label) => ({ label, align: 'right' as const })),
    ],
    rows: [
      row('allowed', ({ allowed }) => yesOrNo(allowed)),
      row('limit', ({ limit }) => limit),
      row('remaining', ({ remaining }) => remaining),
      row('retryAfterMs', ({ retryAfterMs }) => retryAfterMs),
      row('resetMs', ({ resetMs }) => resetMs),
    ],
  }
}

export function yesOrNo(allowed: boolean): Cell {
  return allowed ? { value: 'yes', mark: 'good' } : { value: 'no', mark: 'bad' }
}

/** How long to wait, as exactly as people care. */
export function waitText(ms: number): string {
  return ms === 0 ? 'at once' : roughly(ms)
}

/** `580ms`, `1.2s`, `44s`, `1m33s`. */
export function roughly(ms: number): string {
  if (ms < 1000) return formatDuration(ms)
  return ms < 10_000 ? `${(ms / 1000).toFixed(1)}s` : formatDuration(Math.round(ms / 1000) * 1000)
}
