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

function tableOf(rows: readonly Row[]): string {
  const head = ['what', 'naive', 'safe', 'goal', '']
  const table = new Table({
    head,
    style: { head: [], border: [] },
    colAligns: ['left', 'right', 'right', 'right'],
  })
  for (const { what, naive = '', safe, goal, passed } of rows) {
    table.push([what, naive, safe, goal, passed ? 'holds' : 'FAILED'])
  }
  return table.toString()
}

function problems(test: TestCase): string {
  return (test.result().errors ?? []).map(({ message, stack }) => stack ?? message).join('\n')
}
