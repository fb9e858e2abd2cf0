import { dayName, type Period } from './calendar.js'
import type { PeriodBoards } from './period-boards.js'
import { mostDays } from './period-options.js'
import { mergeScript } from './scripts.js'
import type { MemberKind } from './types.js'
import type { LeaderboardView } from './view.js'

/** Merges the days of a period into its board. */
export async function rollUp<Kind extends MemberKind>(
  boards: PeriodBoards<Kind>,
  { name, firstDay, days }: Period,
): Promise<LeaderboardView<Kind>> {
  const { ties, aggregate, keepDays } = boards.options
  if (ties && aggregate === 'sum' && days > mostDays(ties)) throw boards.noRoom(name)
  const merged = boards.merged(name)
  const reply = await mergeScript.run(
    boards.redis,
    { merged: merged.key, days: boards.dayKeys(firstDay, days) },
    {
      ...boards.mergeArguments,
      keptUntilMs: boards.expiryAfter(firstDay),
      expireAtMs: boards.expiryAfter(firstDay + days - 1),
    },
  )
  if (reply === 'BEYOND') throw boards.noRoom(name)
  if (reply !== 'EXPIRED') return merged
  throw new RangeError(
    `${name} cannot be merged any more: ${dayName(firstDay)} was kept for ${keepDays} days. A larger keepDays keeps days longer`,
  )
}
