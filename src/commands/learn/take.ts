import { openEngine } from '../../engine/index.js'
import type { Lesson } from '../../lessons/lesson.js'
import type { Io } from '../io.js'
import { painterFor } from '../play-prompt/screen.js'
import { answersFrom, type Learner, personAt } from './learner.js'
import { takeLesson } from './lesson.js'
import type { Library } from './library.js'
import { Memory } from './memory.js'
import { openNeeds } from './needs.js'
import type { LearnFlags } from './params.js'
import { openRoom } from './room.js'
import { tally } from './tally.js'

/** Takes a lesson; without an id, the one that is chosen. @returns the exit code */
export async function take(
  library: Library,
  id: string | undefined,
  flags: LearnFlags,
  io: Io,
): Promise<number> {
  const learner =
    flags.answers === '' ? personAt(io, painterFor(flags, io)) : await answersFrom(flags.answers, io)
  const memory = learner.leads ? new Memory(io) : undefined
  const lesson = id === undefined ? await chosen(library, learner, memory) : library.read(id)
  const engine = await openEngine({ engine: flags.engine, env: io.env })
  if (engine.warning) io.stderr.write(`note: ${engine.warning}\n`)
  try {
    const room = await openRoom(engine, learner, { library, lesson }, flags, io)
    const isNew = memory?.of(lesson.id).screen === undefined
    const needs = memory && isNew ? openNeeds(lesson, library, memory) : undefined
    if (needs !== undefined) await room.page.say(needs)
    await takeLesson(lesson, room, memory)
    return 0
  } catch (error) {
    throw await engine.explain(error)
  } finally {
    await engine.close()
  }
}

function chosen(library: Library, { choose }: Learner, memory: Memory | undefined): Promise<Lesson> {
  const lessons = library.all()
  const widest = Math.max(...lessons.map(({ id }) => id.length))
  const options = lessons.map((lesson) => ({
    name: `${lesson.id.padEnd(widest)}  ${lesson.title}${memory ? progressOf(lesson, memory) : ''}`,
    value: lesson,
  }))
  return choose('Which lesson?', options)
}

/** ` (3 of 9 solved)`, once something is. */
function progressOf(lesson: Lesson, memory: Memory): string {
  const { total, solved } = tally(lesson, memory.of(lesson.id))
  return solved === 0 ? '' : ` (${solved} of ${total} solved)`
}
