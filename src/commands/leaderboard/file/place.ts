import type { Connection } from '../../../engine/engine.js'
import type { Entry } from '../../../patterns/leaderboard/index.js'
import { repliesOf } from './replies.js'

/** What ZCOUNT says of a place: names with a higher score, and with the same one. */
export interface Counted {
  entry: Entry
  higher: number
  equal: number
}

export async function countAround(
  redis: Connection,
  key: string,
  entries: readonly Entry[],
): Promise<Counted[]> {
  const pipeline = redis.pipeline()
  for (const { score } of entries) pipeline.zcount(key, `(${score}`, '+inf').zcount(key, score, score)
  const counts = (await repliesOf(pipeline)).map(Number)
  return entries.map((entry, index) => ({
    entry,
    higher: counts[2 * index] ?? Number.NaN,
    equal: counts[2 * index + 1] ?? Number.NaN,
  }))
}

/** Only names with the same score may stand between those with a higher one and this one. */
export function isInPlace({ entry, higher, equal }: Counted): boolean {
  return higher <= entry.rank && entry.rank < higher + equal
}

/** Best first; of equal scores the name whose bytes are greater, as Redis reads a sorted set from its end. */
export function isOrdered(entries: readonly Entry[]): boolean {
  return entries.every((entry, index) => {
    const next = entries[index + 1]
    if (!next || entry.score > next.score) return true
    return (
      entry.score === next.score && Buffer.compare(Buffer.from(entry.member), Buffer.from(next.member)) > 0
    )
  })
}
