import { PeriodLeaderboards } from '../../patterns/leaderboard/index.js'
import { RUN_STARTS_AT } from '../../scenario/clock.js'
import { clusterScenario } from '../../scenario/cluster.js'

const DAYS = [0, 1, 2]
const DAY_MS = 86_400_000

export const cluster = clusterScenario((redis, prefix) => {
  const boards = new PeriodLeaderboards(redis, { prefix, name: 'arena', aggregate: 'sum', keepDays: 8 })
  return {
    what: 'the boards of three days, which one ZUNION adds up',
    keys: DAYS.map((day) => boards.day(RUN_STARTS_AT + day * DAY_MS).key),
    run: (client, keys) => client.zunion(keys.length, [...keys]),
  }
})
