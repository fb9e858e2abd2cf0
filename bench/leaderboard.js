// What the leaderboard library costs over the same commands written by hand on ioredis. Ratios hold on any machine.
import { earlierWins, Leaderboard } from 'redis-patterns/leaderboard'
import { floors } from './leaderboard/floors.js'
import { commandsPerCall, compare } from './leaderboard/measure.js'
import { startServer } from './leaderboard/server.js'
import { keep } from './results.js'

const MEMBERS = 10_000
const SIZE = { rounds: 15, calls: 5_000 }
const IN_FLIGHT = [1, 50, 256]
const BUDGET = 0.95

/** @typedef {import('./leaderboard/measure.js').Call} Call */
/** @typedef {{ name: string, budget?: number, floor: Call, ours: Call }} Operation */

const { redis, close } = await startServer()
const rows = []
for (const operation of await operations()) rows.push(...(await measure(operation)))
close()
keep('leaderboard', { members: MEMBERS, ...SIZE, rows })
if (rows.some(({ ratio, budget }) => ratio < budget)) process.exitCode = 1

/** @returns {Promise<Operation[]>} */
async function operations() {
  const plain = new Leaderboard(redis, { name: 'plain' })
  const timed = new Leaderboard(redis, { name: 'timed', ties: earlierWins() })
  const entries = Array.from({ length: MEMBERS }, (_, i) => ({ member: member(i), score: i }))
  for (const board of [plain, timed]) await board.submitMany(entries, { keep: 'best' })
  const floor = floors(redis, plain.key, timed.key)
  const latest = /** @type {const} */ ({ keep: 'latest' })
  return [
    {
      name: 'submit',
      floor: (i) => floor.submit(member(i), i),
      ours: (i) => plain.submit(member(i), i, latest),
    },
    {
      name: 'submit, ties',
      budget: 0, // Reported, not judged: the floor has the clock's settings built in.
      floor: (i) => floor.submitTimed(member(i), i),
      ours: (i) => timed.submit(member(i), i, latest),
    },
    {
      name: 'increment',
      floor: (i) => floor.increment(member(i)),
      ours: (i) => plain.increment(member(i), 1),
    },
    { name: 'rank', floor: (i) => floor.rank(member(i)), ours: (i) => plain.rank(member(i)) },
    { name: 'score', floor: (i) => floor.score(member(i)), ours: (i) => plain.score(member(i)) },
    { name: 'top 10', floor: () => floor.top(), ours: () => plain.top(10) },
    {
      name: 'entry, radius 5',
      floor: (i) => floor.entry(member(i), 5),
      ours: (i) => plain.entry(member(i), { radius: 5 }),
    },
  ]
}

/** @param {Operation} operation */
async function measure({ name, budget = BUDGET, floor, ours }) {
  const commands = await commandsPerCall(redis, ours)
  const results = []
  for (const inFlight of IN_FLIGHT) {
    const { first, second, ratio } = await compare(floor, ours, { ...SIZE, inFlight })
    results.push({ name, inFlight, floorPerSecond: first, oursPerSecond: second, ratio, budget, commands })
    console.log(line(results.at(-1)))
  }
  return results
}

/** @param {number} i */
function member(i) {
  return `player:${(i * 7919) % MEMBERS}`
}

/** @param {Awaited<ReturnType<typeof measure>>[number] | undefined} row */
function line(row) {
  if (!row) return ''
  const { name, inFlight, oursPerSecond, ratio, budget, commands } = row
  const verdict = budget === 0 ? '' : ratio < budget ? `BELOW ${budget}` : 'within'
  return `${name.padEnd(16)} c${String(inFlight).padEnd(4)} ${String(oursPerSecond).padStart(7)}/s  ${ratio.toFixed(3)} of the floor  ${commands} command  ${verdict}`
}
