import type { Lesson } from '../../lessons/lesson.js'
import type { Library } from './library.js'
import type { Memory } from './memory.js'
import { tally } from './tally.js'

/** What to tell whoever begins a lesson without those that it builds on; undefined when there is nothing to tell. */
export function openNeeds({ needs }: Lesson, library: Library, memory: Memory): string | undefined {
  const open = needs
    .filter((id) => library.ids.includes(id))
    .map((id) => ({ id, ...tally(library.read(id), memory.of(id)) }))
    .filter(({ total, solved }) => solved < total)
  const [first] = open
  if (first === undefined) return undefined
  const names = open.map(({ id, total, solved }) => `${id} (${solved} of ${total} solved)`)
  return `This lesson builds on ${names.join(' and ')}. To begin there: ${library.commandFor(first.id)}`
}
