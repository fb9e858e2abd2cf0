import { judge } from './attempt.js'
import { UsageError } from '../scenario/errors.js'
import type { Bench } from './bench.js'
import type { Desk } from './desk.js'
import type { Exercise, Fix, Lesson, Part } from './lesson.js'
import { patched, PatchProblem } from './patch.js'

const FEWEST_WRONG = 2

/** Tests the content of a lesson against itself. @returns what is wrong with it, in sentences. */
export async function testLesson({ id, screens }: Lesson, desk: Desk, bench: Bench): Promise<string[]> {
  const parts = screens.flatMap((screen) => screen.parts)
  const problems = [...repeatedIds(parts)]
  for (const part of parts) {
    if (part.kind === 'exercise') problems.push(...(await testExercise(part, desk)))
    if (part.kind === 'fix') problems.push(...(await testFix(part, bench)))
    if (part.kind === 'predict') {
      await desk.prepare(part.setup)
      await desk.ask(part.run).catch((error: Error) => problems.push(`${part.id}: ${error.message}`))
    }
  }
  return problems.map((problem) => `${id}: ${problem}`)
}

function repeatedIds(parts: readonly Part[]): string[] {
  const ids = parts.flatMap((part) => ('id' in part ? [part.id] : []))
  return [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))].map(
    (id) => `"${id}" is there twice`,
  )
}

/** It fails unsolved, passes with its solution, and fails with each wrong attempt as it says. */
async function testExercise(exercise: Exercise, desk: Desk): Promise<string[]> {
  const { id, hints, solution, wrong, checks } = exercise
  const problems: string[] = []
  if (checks.length === 0) problems.push('it has no check')
  if (hints.length === 0) problems.push('it has no hint')
  if (wrong.length < FEWEST_WRONG) problems.push(`it knows fewer than ${FEWEST_WRONG} wrong attempts`)
  if ((await attempted(exercise, [], desk)).solved) problems.push('it is solved before anything is done')
  const reference = await attempted(exercise, solution, desk)
  if (!reference.solved) problems.push(`its solution fails: ${reference.problems.join('; ')}`)
  if (reference.isOver) problems.push('its solution is over its own budget')
  for (const { attempt, says } of wrong) {
    const { solved, problems: told } = await attempted(exercise, attempt, desk)
    const what = attempt.join('; ')
    if (solved) problems.push(`"${what}" should fail, and passes`)
    else if (!told.some((problem) => problem.includes(says)))
      problems.push(`of "${what}" it should say "${says}", and says: ${told.join('; ')}`)
  }
  return problems.map((problem) => `${id}: ${problem}`)
}

async function attempted(exercise: Exercise, lines: readonly string[], desk: Desk) {
  await desk.prepare(exercise.setup)
  for (const line of lines) await desk.type(line)
  return judge(exercise, desk)
}

/** The same of a file, under its races. */
async function testFix(fix: Fix, bench: Bench): Promise<string[]> {
  const { id, hints, solution, wrong } = fix
  const problems: string[] = []
  if (hints.length === 0) problems.push('it has no hint')
  if (wrong.length < FEWEST_WRONG) problems.push(`it knows fewer than ${FEWEST_WRONG} wrong attempts`)
  try {
    const start = await bench.start(fix)
    if ((await firstBroken(fix, start, bench)) === undefined) problems.push('it is right from the start')
    const reference = await firstBroken(fix, patched(start, solution), bench)
    if (reference !== undefined) problems.push(`its solution fails: ${reference}`)
    for (const { attempt, says } of wrong) {
      const told = await firstBroken(fix, patched(start, attempt), bench)
      const what = attempt.split('\n').find((line) => line.startsWith('+'))
      if (told === undefined) problems.push(`"${what}" should fail, and passes`)
      else if (!told.includes(says)) problems.push(`of "${what}" it should say "${says}", and says: ${told}`)
    }
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof PatchProblem)) throw error
    problems.push(error.message)
  }
  return problems.map((problem) => `${id}: ${problem}`)
}

/** What a learner is told first; undefined when all is right. */
async function firstBroken(fix: Fix, text: string, bench: Bench): Promise<string | undefined> {
  try {
    for await (const { race, holds, says } of bench.judgeText(fix, text)) {
      if (!holds) return `${race}: ${says}`
    }
    return undefined
  } catch (error) {
    if (error instanceof UsageError) return error.message
    throw error
  }
}
