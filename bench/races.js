// How fast every race is explored, naive and safe version together, on both engines; and a program of three clients with
// four commands each, which has 34,650 orders.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { bundleProgram } from '../scripts/build/program.js'
import { keep } from './harness/results.js'

const RACE_BUDGET_MS = 2_000
const LARGE_BUDGET_MS = 10_000

const folder = mkdtempSync(path.join(tmpdir(), 'redis-patterns-bench-'))
try {
  await bundleProgram({ program: 'bench/harness/race-times.ts' }, folder)
  const rows = measured(path.join(folder, 'program.cjs'))
  keep('races', { raceBudgetMs: RACE_BUDGET_MS, largeBudgetMs: LARGE_BUDGET_MS, rows })
  if (rows.some(isOver)) process.exitCode = 1
} finally {
  rmSync(folder, { recursive: true })
}

/** @typedef {{ engine: string, race: string, orders: number, runs: number, ms: number }} Row */

/** @param {string} program @returns {Row[]} */
function measured(program) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [program], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => /** @type {Row} */ (JSON.parse(line)))
  for (const row of rows) console.log(line(row))
  return rows
}

/** @param {Row} row */
function line(row) {
  const { engine, race, orders, runs, ms } = row
  const perSecond = (/** @type {number} */ count) => Math.round((count / ms) * 1000).toLocaleString('en')
  const rates = `${perSecond(orders).padStart(9)} orders/s ${perSecond(runs).padStart(6)} runs/s`
  const name = `${engine.padEnd(9)} ${race}`.padEnd(40)
  return `${name} ${orders.toLocaleString('en').padStart(8)} orders ${String(runs).padStart(5)} runs ${String(ms).padStart(6)} ms ${rates}${isOver(row) ? '  OVER' : ''}`
}

/** The budget of a single race is for the engine that everybody has. @param {Row} row */
function isOver({ engine, race, ms }) {
  if (race.startsWith('3 clients')) return ms > LARGE_BUDGET_MS
  return engine === 'embedded' && ms > RACE_BUDGET_MS
}
