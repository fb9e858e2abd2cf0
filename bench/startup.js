// How long a whole run of the built program takes, against Node doing nothing at all. Ratios hold on any machine.
import { spawnSync } from 'node:child_process'
import { quantile } from './harness/measure.js'
import { keep } from './harness/results.js'

const ROUNDS = 21
const PROGRAM = 'bin/redis-patterns.js'

/** @type {{ name: string, args: string[], budget?: number, cold?: boolean }[]} */
const RUNS = [
  { name: 'node -e 0', args: ['-e', '0'] },
  { name: '--version', args: [PROGRAM, '--version'], budget: 1.5 },
  { name: '--help', args: [PROGRAM, '--help'], budget: 1.5 },
  {
    name: 'leaderboard --engine embedded',
    args: [PROGRAM, 'leaderboard', '--engine', 'embedded'],
    budget: 4,
  },
  { name: 'the same, compiling anew', args: [PROGRAM, 'leaderboard', '--engine', 'embedded'], cold: true },
]

const times = measure()
const floor = quantile(times[0] ?? [], 0.5)
const rows = RUNS.map(({ name, budget = Infinity }, at) => {
  const ms = quantile(times[at] ?? [], 0.5)
  return { name, ms: round(ms), ratio: round(ms / floor), budget }
})
for (const row of rows) console.log(line(row))
keep('startup', { rounds: ROUNDS, rows })
if (rows.some(({ ratio, budget }) => ratio > budget)) process.exitCode = 1

/** The runs take turns, so that a busy moment of the machine falls on all of them. */
function measure() {
  /** @type {number[][]} */
  const times = RUNS.map(() => [])
  for (let round = 0; round < ROUNDS; round++)
    RUNS.forEach(({ args, cold }, at) => times[at]?.push(time(args, cold)))
  return times
}

/** A cold run finds nothing in the compile cache, and keeps nothing there. @param {string[]} args @param {boolean} [cold] */
function time(args, cold) {
  const env = cold
    ? { ...process.env, XDG_CACHE_HOME: '/dev/null', NODE_DISABLE_COMPILE_CACHE: '1' }
    : process.env
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, {
    env,
    encoding: 'utf8',
    // Nobody reads, so that nobody's reading is measured.
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  if (status !== 0) throw new Error(`${args.join(' ')} exited with ${status}: ${stderr}`)
  return performance.now() - start
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 100) / 100
}

/** @param {{ name: string, ms: number, ratio: number, budget: number }} row */
function line({ name, ms, ratio, budget }) {
  const verdict = ratio > budget ? 'OVER the budget of' : 'within'
  const judged = budget === Infinity ? '' : `  ${verdict} ${budget.toFixed(1)}x`
  return `${name.padEnd(30)} ${ms.toFixed(0).padStart(5)} ms  ${ratio.toFixed(2)}x${judged}`
}
