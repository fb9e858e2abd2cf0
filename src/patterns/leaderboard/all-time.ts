import { DAY_MS, dayName } from './calendar.js'
import { DaysLostError } from './days-lost-error.js'
import type { PeriodBoards } from './period-boards.js'
import { mostDays } from './period-options.js'
import { allTimeScript } from './scripts.js'
import type { MemberKind } from './types.js'
import type { LeaderboardView } from './view.js'

/** Folds the days that are over into the archive, and merges the archive with today. */
export async function allTime<Kind extends MemberKind>(
  boards: PeriodBoards<Kind>,
  acceptLoss: boolean,
): Promise<LeaderboardView<Kind>> {
  const reply = await boards.onServersDay((today) => fold(boards, today, acceptLoss))
  if (reply === 'BEYOND') throw boards.noRoom('all time')
  if (typeof reply === 'number') return boards.merged('all-time')
  throw new DaysLostError(dayName(reply.firstLostDay), dayName(reply.lastLostDay))
}

function fold<Kind extends MemberKind>(boards: PeriodBoards<Kind>, today: number, acceptLoss: boolean) {
  const { ties, aggregate, keepDays } = boards.options
  return allTimeScript.run(
    boards.redis,
    {
      view: boards.key('all-time'),
      archive: boards.key('archive'),
      folded: boards.key('folded'),
      days: boards.dayKeys(today - keepDays, keepDays + 1),
    },
    {
      ...boards.mergeArguments,
      dayStartMs: boards.calendar.startOf(today),
      today,
      mostBoards: ties && aggregate === 'sum' ? mostDays(ties) : '',
      viewMs: keepDays * DAY_MS,
      acceptLoss: acceptLoss ? 1 : 0,
    },
  )
}
