import type { Engine } from '../../engine/engine.js'
import type { Bench } from '../../lessons/bench.js'
import { Desk } from '../../lessons/desk.js'
import type { Lesson } from '../../lessons/lesson.js'
import { decideWidth } from '../../render/capabilities.js'
import type { Io } from '../io.js'
import { runLine } from '../run-line.js'
import { DEFAULT_LOOK, openScreen } from '../screen.js'
import { RaceBench } from './fix/bench.js'
import type { Learner } from './learner.js'
import { Page } from './page.js'
import { inOwnLessons, type Library } from './library.js'
import type { LearnFlags } from './params.js'
import { openRedisHelp, type RedisHelp } from './redis-help.js'

/** What a lesson is done with. */
export interface Classroom {
  readonly page: Page
  readonly learner: Learner
  readonly desk: Desk
  readonly bench: Bench
  readonly redis: RedisHelp
  /** Where files are edited; empty when the learner did not say. */
  readonly files: string
  readonly io: Io
  /** The command line that takes this lesson. */
  readonly goOnWith: string
  /** Runs a command line of this program. */
  readonly run: (words: readonly string[]) => Promise<number>
}

/** On one server. */
export async function openRoom(
  engine: Engine,
  learner: Learner,
  { library, lesson }: { library: Library; lesson: Lesson },
  flags: LearnFlags,
  io: Io,
): Promise<Classroom> {
  const screen = await openScreen({ ...DEFAULT_LOOK, ...flags, trace: 8 }, io)
  // Asked each time: a terminal may be resized.
  const width = () => decideWidth({ flag: flags.width || undefined, columns: io.stdout.columns, env: io.env })
  return {
    page: new Page(screen, width, io),
    learner,
    desk: await Desk.open(engine),
    bench: new RaceBench(engine),
    redis: await openRedisHelp(engine),
    files: flags.files,
    io,
    run: (words) => runLine(words.map(inOwnLessons), io),
    goOnWith: library.commandFor(lesson.id),
  }
}
