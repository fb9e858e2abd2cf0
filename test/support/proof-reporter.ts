import type { Reporter, TestCase, TestModule } from 'vitest/node'
import Table from 'cli-table3'
import type { Figure } from './figures.js'

type Row = Figure & { test: string; passed: boolean }

/** Prints what the proof tests found out: one table for each pattern, then what failed. */
export default class ProofReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const cases = modules.flatMap((module) => [...module.children.allTests()])
    const rows = cases.flatMap(rowsOf)
    for (const pattern of new Set(rows.map((row) => row.pattern).sort())) {
      console.log(`\n${pattern}\n${tableOf(rows.filter((row) => row.pattern === pattern))}`)
    }
    const failed = cases.filter((test) => test.result().state === 'failed')
    for (const test of failed) console.log(`FAILED ${test.fullName}\n${problems(test)}`)
    for (const module of modules) for (const error of module.errors()) console.log(error.stack)
    const skipped = cases.filter((test) => test.result().state === 'skipped')
    if (skipped.length > 0) console.log(`\n${skipped.length} skipped: this machine has no redis-server`)
    console.log(`\n${rows.length} figures, ${failed.length} tests failed`)
  }
}

function rowsOf(test: TestCase): Row[] {
  const passed = test.result().state === 'passed'
  return (test.meta().figures ?? []).map((found) => ({ ...found, test: test.fullName, passed }))
}

const HEAD = ['what', 'naive', 'safe', 'goal', '']
/** Two blanks and a border for each column, and one border more. */
const FRAME = 3 * HEAD.length + 1
const LEAST = 12

/** As wide as it needs to be, but no wider than the terminal: what was counted is then broken into lines. */
function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ what, naive = '', safe, goal, passed }) =>
    [what, naive, safe, goal, passed ? 'holds' : 'FAILED'].map(String),
  )
  const [longest = 0, ...others] = HEAD.map((_, at) => widest([HEAD, ...cells], at))
  const room = (process.stdout.columns ?? Infinity) - FRAME - others.reduce((sum, width) => sum + width, 0)
  const table = new Table({
    head: HEAD,
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right'],
    colWidths: [Math.max(LEAST, Math.min(longest, room)) + 2],
    wordWrap: true,
  })
  table.push(...cells)
  return table.toString()
}

function widest(lines: readonly string[][], at: number): number {
  return Math.max(...lines.map((line) => line[at]?.length ?? 0))
}

function problems(test: TestCase): string {
  return (test.result().errors ?? []).map(({ message, stack }) => stack ?? message).join('\n')
}
