import type { Lesson } from '../../lessons/lesson.js'
import type { Learned } from '../../state/progress.js'

/** How many tasks a lesson has, and how many of them are solved. Only what is still there counts: lessons change. */
export function tally({ screens }: Lesson, { solved }: Learned): { total: number; solved: number } {
  const ids = screens.flatMap(({ parts }) => parts).flatMap((part) => ('id' in part ? [part.id] : []))
  return { total: ids.length, solved: ids.filter((id) => solved.includes(id)).length }
}
