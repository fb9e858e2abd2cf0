import type { Lesson } from '../../lessons/lesson.js'
import { learnedOf } from '../../state/learned.js'
import { type Progress, ProgressError, ProgressFile } from '../../state/progress.js'
import type { Io } from '../io.js'
import { DEFAULT_LOOK, openScreen } from '../screen.js'
import type { LearnFlags } from './params.js'
import { tally } from './tally.js'

const BAR = 10

/** All lessons, and how far one is. */
export async function listLessons(lessons: readonly Lesson[], flags: LearnFlags, io: Io): Promise<number> {
  const progress = progressOf(io)
  const rows = lessons.map((lesson) => ({ lesson, ...tally(lesson, learnedOf(progress, lesson.id)) }))
  if (flags.json) {
    for (const { lesson, total, solved } of rows)
      io.stdout.write(
        `${JSON.stringify({ id: lesson.id, title: lesson.title, minutes: lesson.minutes, tasks: total, solved })}\n`,
      )
    return 0
  }
  const screen = await openScreen({ ...DEFAULT_LOOK, ...flags, trace: false }, io)
  await screen.event({
    type: 'table',
    id: 'lessons',
    title: 'lessons',
    columns: [
      { label: 'lesson' },
      { label: 'about' },
      { label: 'minutes', align: 'right' },
      { label: 'solved' },
    ],
    rows: rows.map(({ lesson, total, solved }) => [
      lesson.id,
      lesson.title,
      lesson.minutes,
      bar(solved, total),
    ]),
  })
  await screen.event({
    type: 'next',
    tries: [{ command: 'redis-patterns learn 00', why: 'begin with the first one' }],
  })
  await screen.end()
  return 0
}

function progressOf(io: Io): Progress {
  try {
    return new ProgressFile(io).load()
  } catch (error) {
    if (!(error instanceof ProgressError)) throw error
    io.stderr.write(`note: ${error.message}\n`)
    return { seen: {} }
  }
}

/** `###....... 3 of 10` */
function bar(solved: number, total: number): string {
  if (total === 0) return '-'
  const full = Math.floor((solved / total) * BAR)
  return `${'#'.repeat(full)}${'.'.repeat(BAR - full)} ${solved} of ${total}`
}
