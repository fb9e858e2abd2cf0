import { CommanderError } from 'commander'
import type { Lesson, Part } from '../../lessons/lesson.js'
import { UsageError } from '../../scenario/errors.js'
import { choose } from '../choose.js'
import { registry } from '../index.js'
import type { Io } from '../io.js'
import { buildProgram } from '../program.js'
import { chooseRaces, findBook } from '../race/choose.js'

/** Of what a lesson names, all that is not there: lessons, commands and races. */
export async function lostReferences(
  { needs, screens }: Lesson,
  known: readonly string[],
  io: Io,
): Promise<string[]> {
  const problems = needs
    .filter((id) => !known.includes(id))
    .map((id) => `it needs ${id}, and there is no such lesson here`)
  for (const part of screens.flatMap(({ parts }) => parts)) {
    const problem = await problemOf(part, io)
    if (problem !== undefined) problems.push(problem)
  }
  return problems
}

async function problemOf(part: Part, io: Io): Promise<string | undefined> {
  try {
    if (part.kind === 'run') await checkCommand(part.command.split(' '), io)
    if (part.kind === 'race') await checkRace(part.race.split(' '))
    return undefined
  } catch (error) {
    if (error instanceof UsageError || error instanceof CommanderError)
      return `${part.kind}: ${error.message.replace(/^error: /, '')}`
    throw error
  }
}

/** As it is read when it runs, with actions that do nothing. @throws {UsageError | CommanderError} */
async function checkCommand(words: readonly string[], io: Io): Promise<void> {
  const [name] = words
  const program = await buildProgram(words, io, () => {})
  const command = program.commands.find((each) => each.name() === name)
  if (command === undefined) throw new UsageError(`there is no command ${name}`, 'see redis-patterns --help')
  // Help would end the lesson.
  for (const each of [command, ...command.commands]) each.helpOption(false)
  const ends = command.commands.length > 0 ? command.commands : [command]
  for (const each of ends) each.action(() => {})
  await program.parseAsync(words, { from: 'user' })
  const pattern = registry.find((entry) => entry.name === name)
  if (pattern !== undefined) choose(await pattern.load(), command.args, command.opts())
  if (name === 'race' && command.args.length > 0) await checkRace(command.args)
}

async function checkRace([pattern = '', ...names]: readonly string[]): Promise<void> {
  chooseRaces(await findBook(pattern), names)
}
