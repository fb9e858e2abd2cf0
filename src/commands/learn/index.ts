import type { Lesson } from '../../lessons/lesson.js'
import { UsageError } from '../../scenario/errors.js'
import type { Io } from '../io.js'
import { findLesson, loadLessons } from './library.js'
import { listLessons } from './list.js'
import { newLesson } from './new.js'
import type { LearnFlags } from './params.js'
import { exportProgress, importProgress, resetProgress } from './transfer.js'

type Action = (lessons: () => Lesson[], argument: string, flags: LearnFlags, io: Io) => Promise<number>

const ACTIONS = new Map<string | undefined, Action>(
  Object.entries<Action>({
    list: (lessons, _argument, flags, io) => listLessons(lessons(), flags, io),
    check: async (lessons, _argument, flags, io) =>
      (await import('./check.js')).checkLessons(lessons(), flags, io),
    new: (_lessons, name, _flags, io) => newLesson(name, io),
    export: (_lessons, file, _flags, io) => exportProgress(file, io),
    import: (_lessons, file, _flags, io) => importProgress(file, io),
    reset: (lessons, name, flags, io) => resetProgress(lessons(), name, flags, io),
  }),
)

/** Lessons that check what is done. Without a name on a terminal: asks which one. @returns the exit code */
export async function learn(
  name: string | undefined,
  argument: string,
  flags: LearnFlags,
  io: Io,
): Promise<number> {
  const lessons = () => loadLessons(flags.from)
  const action = ACTIONS.get(name)
  if (action !== undefined) return action(lessons, argument, flags, io)
  if (flags.json && name !== undefined)
    throw new UsageError('a lesson has no --json', 'it is for learn list and learn check')
  const named = name === undefined ? undefined : findLesson(lessons(), name)
  const isPerson = io.stdin.isTTY === true && io.stdout.isTTY === true
  if (flags.answers === '' && !isPerson) {
    if (named === undefined) return listLessons(lessons(), flags, io)
    throw new UsageError('a lesson needs a terminal', 'or give --answers with a file')
  }
  // What a lesson is taken with is loaded only when one is.
  return (await import('./take.js')).take(named === undefined ? lessons() : [named], flags, io)
}
