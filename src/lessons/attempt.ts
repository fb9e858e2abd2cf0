import { counted } from '../scenario/text.js'
import { textOf } from '../scenario/reply.js'
import { commandsOf, type Desk } from './desk.js'
import type { Check, Exercise } from './lesson.js'

/** What is to be said of an attempt. */
export interface Judgement {
  readonly solved: boolean
  /** What is not right yet, the first thing first. */
  readonly problems: readonly string[]
  /** What is right already, in words. */
  readonly right: readonly string[]
  /** What it cost, beside the reference and what would have been enough. */
  readonly cost: string
  /** It cost more than the exercise allows. */
  readonly isOver: boolean
}

/** Looks at the server and at how one got there. Its looks are not counted. */
export async function judge(exercise: Exercise, desk: Desk): Promise<Judgement> {
  const { checks, require, forbid, expire } = exercise
  const { typed } = desk
  const checked = await Promise.all(checks.map((check) => checkedBy(check, desk)))
  const problems = [
    ...checked.flatMap(({ problem }) => problem ?? []),
    ...(expire ? await desk.immortalKeys() : []).map((key) => `${key} never expires: every key here must`),
    ...forbid
      .filter((name) => typed.some((each) => each.name === name))
      .map((name) => `do it without ${name}`),
    ...require.filter((name) => !typed.some((each) => each.name === name)).map((name) => `use ${name}`),
  ]
  const enough = enoughOf(exercise, desk)
  return {
    solved: problems.length === 0,
    problems,
    right: rightOf(checked),
    cost: [costOf(exercise, desk), ...enough].join('. '),
    isOver: enough.length > 0,
  }
}

interface Checked {
  readonly said: string
  readonly problem: string | undefined
}

/** A reply that is right in one way and wrong in another is not right. */
function rightOf(checked: readonly Checked[]): string[] {
  const wrong = checked.filter(({ problem }) => problem !== undefined).map(({ said }) => said)
  return [...new Set(checked.map(({ said }) => said))].filter((said) => !wrong.includes(said))
}

async function checkedBy({ run, expect, else: why }: Check, desk: Desk): Promise<Checked> {
  const reply = textOf(await desk.ask(run).catch((error: Error) => ({ error: error.message })))
  const said = `${run} says ${reply}`
  return { said, problem: fits(reply, expect) ? undefined : `${said}, expected ${expect}: ${why}` }
}

/** `Solved in 4 commands, 2 round trips; the reference uses 3 and 1` */
function costOf({ solution }: Exercise, { typed, trips }: Desk): string {
  const cost = `${counted(typed.length, 'command')}, ${counted(trips, 'round trip')}`
  return `Solved in ${cost}; the reference uses ${solution.flatMap(commandsOf).length} and ${solution.length}`
}

/** `It can be done in 3 commands and 1 round trip`, when it cost more. */
function enoughOf({ budget = Infinity, trips = Infinity }: Exercise, desk: Desk): string[] {
  const enough = [
    ...(desk.typed.length > budget ? [counted(budget, 'command')] : []),
    ...(desk.trips > trips ? [counted(trips, 'round trip')] : []),
  ]
  return enough.length === 0 ? [] : [`It can be done in ${enough.join(' and ')}`]
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
