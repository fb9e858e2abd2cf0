import type { Connection } from '../../../engine/engine.js'
import type { BarsChart } from '../../../scenario/event.js'
import { edgesFor } from './edges.js'
import { repliesOf } from './replies.js'
import { counted, grouped } from '../../../scenario/text.js'

/** How many names have a score from `from` to below `to`. */
export interface Range {
  from: number
  to: number
  count: number
}

/** The lowest and the highest score, then one ZCOUNT a range, all of them in one pipeline. */
export async function readDistribution(redis: Connection, key: string, whole: boolean): Promise<Range[]> {
  const [lowest, highest] = await Promise.all([scoreAt(redis, key, 0), scoreAt(redis, key, -1)])
  const edges = edgesFor(lowest, highest, whole)
  const ranges = edges.slice(1).map((to, index) => ({ from: edges[index] as number, to }))
  const pipeline = redis.pipeline()
  for (const { from, to } of ranges) pipeline.zcount(key, from, to === Infinity ? '+inf' : `(${to}`)
  const counts = await repliesOf(pipeline)
  return ranges.map((range, index) => ({ ...range, count: Number(counts[index]) }))
}

export function distributionChart(ranges: readonly Range[], whole: boolean): BarsChart {
  const fullest = ranges.reduce((most, range) => (range.count > most.count ? range : most))
  const total = ranges.reduce((sum, { count }) => sum + count, 0)
  return {
    type: 'chart',
    id: 'distribution',
    kind: 'bars',
    title: 'how the scores are spread',
    unit: 'names',
    bars: ranges.map((range) => ({ label: labelOf(range, whole), value: range.count })),
    words: `The longest bar: score ${labelOf(fullest, whole)}, with ${grouped(fullest.count)} of ${counted(total, 'name')}.`,
  }
}

async function scoreAt(redis: Connection, key: string, index: number): Promise<number> {
  const [, score] = await redis.zrange(key, String(index), String(index), 'WITHSCORES')
  return Number(score)
}

function labelOf({ from, to }: Range, whole: boolean): string {
  if (to === Infinity) return `${grouped(from)} or more`
  if (!whole) return `${grouped(from)} to below ${grouped(to)}`
  return to - from === 1 ? grouped(from) : `${grouped(from)} to ${grouped(to - 1)}`
}
