import type { Connection } from '../../engine/engine.js'
import { type BoardEntry, Leaderboard } from '../../patterns/leaderboard/index.js'
import { NaiveLeaderboard } from '../../patterns/leaderboard/naive.js'
import type { Event, TableEvent } from '../../scenario/event.js'
import { interleave } from '../../scenario/interleave.js'
import type { LeaderboardScenario, LeaderboardStage } from './params.js'
import { people } from './people.js'
import { boardTable } from './tables.js'

const PLAYERS = 12
const RADIUS = 2
const STEP = 100
/** Rivals that overtake while someone reads: one between every two commands of the three-step reader. */
const OVERTAKES = 3
export const around: LeaderboardScenario = { name: 'around', title: '', summary: '', run: playAround }
