import { openEngine } from '../../engine/index.js'
import type { Lesson } from '../../lessons/lesson.js'
import type { Io } from '../io.js'
import { painterFor } from '../play-prompt/screen.js'
import { answersFrom, type Learner, personAt } from './learner.js'
import { takeLesson } from './lesson.js'
import { Memory } from './memory.js'
import type { LearnFlags } from './params.js'
import { openRoom } from './room.js'

/** Takes the lesson, or the one that is chosen of several. @returns the exit code */
export async function take(lessons: readonly Lesson[], flags: LearnFlags, io: Io): Promise<number> {
  const learner =
    flags.answers === '' ? personAt(io, painterFor(flags, io)) : await answersFrom(flags.answers, io)
  const lesson = await chosen(lessons, learner)
  const engine = await openEngine({ engine: flags.engine, env: io.env })
  if (engine.warning) io.stderr.write(`note: ${engine.warning}\n`)
  try {
    const room = await openRoom(engine, learner, flags, io)
    await takeLesson(lesson, room, learner.leads ? new Memory(io) : undefined)
    return 0
  } catch (error) {
    throw await engine.explain(error)
  } finally {
    await engine.close()
  }
}

async function chosen(lessons: readonly Lesson[], { choose }: Learner): Promise<Lesson> {
  const [only] = lessons
  if (only !== undefined && lessons.length === 1) return only
  return choose(
    'Which lesson?',
    lessons.map((lesson) => ({ name: `${lesson.id}  ${lesson.title}`, value: lesson })),
  )
}
