import type {
  ChartEvent,
  EndEvent,
  ProgressEvent,
  RunEvent,
  SequenceChart,
  SkipEvent,
} from '../scenario/event.js'
import { keyPrefix } from './data/key-prefix.js'
import type { Symbols } from './symbols.js'
import { visible } from './text/escape.js'
import { fit } from './text/fit.js'

/** The sentences that every text format says the same way. */

export function headerWords({ pattern, engine, seed }: RunEvent, symbols: Symbols): string[] {
  const where = engine.cluster ? `${engine.kind} cluster` : engine.kind
  return [pattern, symbols.dot, `${engine.product} ${engine.version} (${where})`, symbols.dot, `seed ${seed}`]
}

const LONGEST_ACTOR = 14

export function actorName(actor: string, symbols: Symbols): string {
  return fit(visible(actor), LONGEST_ACTOR, symbols.ellipsis)
}

export function summaryWords({ verdicts, failed, skipped }: EndEvent): string {
  const steps = skipped === 0 ? '' : `; ${counted(skipped, 'step')} skipped`
  if (failed > 0) return `${failed} of ${counted(verdicts, 'check')} FAILED${steps}`
  if (verdicts === 0) return `nothing to check${steps}`
  return `${counted(verdicts, 'check')}, ${verdicts === 1 ? 'it holds' : 'all hold'}${steps}`
}

export function hiddenWords(hidden: number, symbols: Symbols): string {
  return `${symbols.ellipsis} ${grouped(hidden)} more ${hidden === 1 ? 'command' : 'commands'} (--trace all shows them)`
}

/** What a list that was cut says at its end. */
export function moreWords(count: number, symbols: Symbols): string[] {
  return count === 0 ? [] : [`${symbols.ellipsis} ${grouped(count)} more`]
}

export function skipWords(skip: SkipEvent): string {
  return `needs a real Redis: ${skip.needs}`
}

/** With the unit, unless the title or the axis says it; with what was left out in front of every key. */
export function chartTitle(chart: ChartEvent): string {
  if (chart.kind === 'sequence') return sequenceTitle(chart)
  if (chart.kind === 'timeline' || chart.kind === 'slots') return chart.title
  const { title, unit } = chart
  return ` ${title} `.includes(` ${unit} `) ? title : `${title} (${unit})`
}

function sequenceTitle(chart: SequenceChart): string {
  const prefix = keyPrefix(chart)
  return prefix === '' ? chart.title : `${chart.title} (keys begin with ${prefix})`
}

export function progressWords({ label, done, total, unit }: ProgressEvent): string {
  const amount = total === undefined ? grouped(done) : `${grouped(done)} of ${grouped(total)}`
  return `${label}: ${amount} ${unit}`
}

/** Thousands apart, for counts in sentences. Values from Redis are never regrouped. */
export function grouped(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `1 check`, `2,000 entries`. */
export function counted(number: number, unit: string): string {
  const plural = unit.endsWith('y') ? `${unit.slice(0, -1)}ies` : `${unit}s`
  return `${grouped(number)} ${number === 1 ? unit : plural}`
}
