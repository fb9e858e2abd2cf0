// How long each scenario takes alone, as a program of its own on the embedded engine, at its default size.
import { spawnSync } from 'node:child_process'
import { keep } from './harness/results.js'
import { quantile } from './harness/measure.js'

const ROUNDS = 3
const BUDGET_MS = 3_000
const PROGRAM = 'bin/redis-patterns.js'

const rows = patterns().flatMap((pattern) =>
  scenariosOf(pattern).map((scenario) => {
    const ms = Math.round(quantile(times([pattern, scenario]), 0.5))
    const over = ms > BUDGET_MS
    console.log(
      `${`${pattern} ${scenario}`.padEnd(30)} ${String(ms).padStart(5)} ms${over ? '  OVER 3 s' : ''}`,
    )
    return { pattern, scenario, ms, over }
  }),
)
keep('scenarios', { rounds: ROUNDS, budgetMs: BUDGET_MS, rows })
if (rows.some(({ over }) => over)) process.exitCode = 1

/** @returns {string[]} */
function patterns() {
  return run(['list', '--json'])
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).pattern)
}

/** Those that need no input. @param {string} pattern */
function scenariosOf(pattern) {
  const events = run([pattern, '--json', '--engine', 'embedded']).trim().split('\n')
  return events.map((line) => JSON.parse(line)).flatMap(({ type, id }) => (type === 'chapter' ? [id] : []))
}

/** @param {string[]} args */
function times(args) {
  return Array.from({ length: ROUNDS }, () => {
    const start = performance.now()
    run([...args, '--engine', 'embedded', '--plain'])
    return performance.now() - start
  })
}

/** @param {string[]} args */
function run(args) {
  const options = { encoding: /** @type {const} */ ('utf8'), maxBuffer: 2 ** 28 }
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], options)
  if (status !== 0) throw new Error(`${args.join(' ')} exited with ${status}: ${stderr}`)
  return stdout
}
