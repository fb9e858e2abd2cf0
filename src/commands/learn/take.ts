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

/** Takes a lesson; without an id, the one that is chosen. @returns the exit code */
export async function take(
  library: Library,
  id: string | undefined,
  flags: LearnFlags,
  io: Io,
): Promise<number> {
  const learner =
    flags.answers === '' ? personAt(io, painterFor(flags, io)) : await answersFrom(flags.answers, io)
  const lesson = id === undefined ? await chosen(library, learner) : library.read(id)
  const engine = await openEngine({ engine: flags.engine, env: io.env })
  if (engine.warning) io.stderr.write(`note: ${engine.warning}\n`)
  try {
    const room = await openRoom(engine, learner, flags, io)
    const memory = learner.leads ? new Memory(io) : undefined
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

function chosen(library: Library, { choose }: Learner): Promise<Lesson> {
  const options = library.all().map((lesson) => ({ name: `${lesson.id}  ${lesson.title}`, value: lesson }))
  return choose('Which lesson?', options)
}
