import { counted } from '../scenario/text.js'
import { textOf } from '../scenario/reply.js'
import type { Desk, Typed } from './desk.js'
import type { Check, Exercise } from './lesson.js'

/** What is to be said of an attempt. */
export interface Judgement {
  readonly solved: boolean
  /** What is not right yet, the first thing first. */
  readonly problems: readonly string[]
  /** Right, but there is a shorter way. */
  readonly remarks: readonly string[]
}

/** Looks at the server and at how one got there. Its looks are not counted. */
export async function judge(
  { checks, require, forbid, budget, solution }: Exercise,
  desk: Desk,
): Promise<Judgement> {
  const { typed } = desk
  const problems = [
    ...(await failedChecks(checks, desk)),
    ...forbid
      .filter((name) => typed.some((each) => each.name === name))
      .map((name) => `do it without ${name}`),
    ...require.filter((name) => !typed.some((each) => each.name === name)).map((name) => `use ${name}`),
  ]
  const solved = problems.length === 0
  return { solved, problems, remarks: solved ? remarks(typed, budget, solution.length) : [] }
}

async function failedChecks(checks: readonly Check[], desk: Desk): Promise<string[]> {
  const problems: string[] = []
  for (const { run, expect, else: why } of checks) {
    const said = textOf(await desk.ask(run).catch((error: Error) => ({ error: error.message })))
    if (!fits(said, expect)) problems.push(`${run} says ${said}, expected ${expect}: ${why}`)
  }
  return problems
}

function remarks(typed: readonly Typed[], budget: number | undefined, reference: number): string[] {
  const count = typed.length
  const words = `solved in ${counted(count, 'command')}; the reference uses ${counted(reference, 'command')}`
  if (budget !== undefined && count > budget) return [`${words}. It can be done in ${budget}`]
  return [words]
}

const COMPARISON = /^(<=|>=|<|>) (-?\d+(?:\.\d+)?)$/

/** Whether a reply is what was expected. */
export function fits(said: string, expected: string): boolean {
  const [, sign, number] = COMPARISON.exec(expected) ?? []
  if (sign === undefined) return said === expected
  const [left, right] = [Number(said), Number(number)]
  if (said === '' || Number.isNaN(left)) return false
  return { '<': left < right, '<=': left <= right, '>': left > right, '>=': left >= right }[sign] ?? false
}
