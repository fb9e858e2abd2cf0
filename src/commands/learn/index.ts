import { UsageError } from '../../scenario/errors.js'
import type { Io } from '../io.js'
import { Library } from './library.js'
import { listLessons } from './list.js'
import { newLesson } from './new.js'
import type { LearnFlags } from './params.js'
import { exportProgress, importProgress, resetProgress } from './transfer.js'

type Action = (library: () => Library, argument: string, flags: LearnFlags, io: Io) => Promise<number>

const ACTIONS = new Map<string | undefined, Action>(
  Object.entries<Action>({
    list: (library, _argument, flags, io) => listLessons(library().all(), flags, io),
    check: async (library, _argument, flags, io) =>
      (await import('./check.js')).checkLessons(library().all(), flags, io),
    new: (_library, name, _flags, io) => newLesson(name, io),
    export: (_library, file, _flags, io) => exportProgress(file, io),
    import: (_library, file, _flags, io) => importProgress(file, io),
    reset: (library, name, flags, io) => resetProgress(library(), name, flags, io),
  }),
)

const TAKES_ARGUMENT = ['new', 'export', 'import', 'reset']

/** Lessons that check what is done. Without a name on a terminal: asks which one. @returns the exit code */
export async function learn(
  name: string | undefined,
  argument: string,
  flags: LearnFlags,
  io: Io,
): Promise<number> {
  if (argument !== '' && !TAKES_ARGUMENT.includes(name ?? ''))
    throw new UsageError(`what is "${argument}"?`, `learn ${name} takes nothing more`)
  const action = ACTIONS.get(name)
  if (action !== undefined) return action(() => new Library(flags.from), argument, flags, io)
  const library = new Library(flags.from)
  const id = name === undefined ? undefined : library.find(name)
  const isPerson = io.stdin.isTTY === true && io.stdout.isTTY === true
  if (id === undefined && flags.answers === '' && !isPerson) return listLessons(library.all(), flags, io)
  if (flags.json) throw new UsageError('a lesson has no --json', 'it is for learn list and learn check')
  if (flags.answers === '' && !isPerson)
    throw new UsageError('a lesson needs a terminal', 'or give --answers with a file')
  // What a lesson is taken with is loaded only when one is.
  return (await import('./take.js')).take(library, id, flags, io)
}
