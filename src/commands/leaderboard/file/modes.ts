import type { Leaderboard } from '../../../patterns/leaderboard/index.js'
import type { ScoreRow } from '../rows/row.js'
import type { Combine } from './sample.js'

interface Mode {
  /** What counts for a name, in words. */
  readonly words: string
  readonly command: string
  readonly combine: Combine
  write(board: Leaderboard, rows: readonly ScoreRow[]): Promise<unknown>
}

/** What becomes of a name that comes more than once: in words, in Redis, and as it is checked here. */
export const MODES = {
  best: {
    words: 'best score',
    command: 'ZADD GT',
    combine: Math.max,
    write: (board, rows) => board.submitMany(rows, { keep: 'best' }),
  },
  latest: {
    words: 'latest score',
    command: 'ZADD',
    combine: (_, next) => next,
    write: (board, rows) => board.submitMany(rows, { keep: 'latest' }),
  },
  sum: {
    words: 'sum of the scores',
    command: 'ZINCRBY in a script',
    combine: (old, next) => old + next,
    write: (board, rows) => board.incrementMany(rows.map(({ member, score }) => ({ member, by: score }))),
  },
} satisfies Record<string, Mode>
