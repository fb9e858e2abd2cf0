import type { Lesson } from '../../lessons/lesson.js'
import { openEngine } from '../../engine/index.js'
import { Desk } from '../../lessons/desk.js'
import { decideWidth } from '../../render/capabilities.js'
import { UsageError } from '../../scenario/errors.js'
import type { Io } from '../io.js'
import { runHere } from '../run-here.js'
import { DEFAULT_LOOK, openScreen } from '../screen.js'
import { checkLessons } from './check.js'
import { answersFrom, personAt } from './learner.js'
import { takeLesson } from './lesson.js'
import { findLesson, loadLessons } from './library.js'
import { listLessons } from './list.js'
import { Memory } from './memory.js'
import { newLesson } from './new.js'
import { Page } from './page.js'
import type { LearnFlags } from './params.js'
import { exportProgress, importProgress, resetProgress } from './transfer.js'

type Action = (lessons: () => Lesson[], argument: string, flags: LearnFlags, io: Io) => Promise<number>

const ACTIONS = new Map<string | undefined, Action>(
  Object.entries<Action>({
    list: (lessons, _argument, flags, io) => listLessons(lessons(), flags, io),
    check: (lessons, _argument, flags, io) => checkLessons(lessons(), flags, io),
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
  const named = name === undefined ? undefined : findLesson(lessons(), name)
  const isPerson = io.stdin.isTTY === true && io.stdout.isTTY === true
  if (flags.answers === '' && !isPerson) {
    if (named === undefined) return listLessons(lessons(), flags, io)
    throw new UsageError('a lesson needs a terminal', 'or give --answers with a file')
  }
  const learner = flags.answers === '' ? personAt(io) : await answersFrom(flags.answers, io)
  const lesson = named ?? (await chosen(lessons(), learner.choose))
  const engine = await openEngine({ engine: flags.engine, env: io.env })
  if (engine.warning) io.stderr.write(`note: ${engine.warning}\n`)
  const screen = await openScreen({ ...DEFAULT_LOOK, ...flags, trace: 8 }, io)
  try {
    // Asked each time: a terminal may be resized.
    const width = () =>
      decideWidth({ flag: flags.width || undefined, columns: io.stdout.columns, env: io.env })
    const desk = new Desk(await engine.connect('learner'))
    const room = {
      page: new Page(screen, width, io),
      learner,
      desk,
      io,
      run: (words: readonly string[]) => runHere(words, io),
    }
    await takeLesson(lesson, room, learner.leads ? new Memory(io) : undefined)
    return 0
  } catch (error) {
    throw await engine.explain(error)
  } finally {
    await engine.close()
  }
}

function chosen<T extends Lesson>(
  lessons: readonly T[],
  choose: (message: string, options: { name: string; value: T }[]) => Promise<T>,
): Promise<T> {
  return choose(
    'Which lesson?',
    lessons.map((lesson) => ({ name: `${lesson.id}  ${lesson.title}`, value: lesson })),
  )
}
