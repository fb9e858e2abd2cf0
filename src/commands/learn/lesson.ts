import type { Lesson, Screen } from '../../lessons/lesson.js'
import type { Memory } from './memory.js'
import { doPart } from './parts.js'
import type { Classroom } from './room.js'

type Way = 'next' | 'back' | 'again' | 'jump' | 'quit'

/** One lesson, screen by screen, from where the learner was. */
export async function takeLesson(lesson: Lesson, room: Classroom, memory: Memory | undefined): Promise<void> {
  let at = startOf(lesson, memory)
  for (;;) {
    const screen = lesson.screens[at]
    if (screen === undefined) break
    memory?.change(lesson.id, (before) => ({ ...before, screen: screen.title }))
    const left = await takeScreen(lesson, screen, room, memory)
    const way = left ? 'quit' : await wayOn(lesson, at, room)
    if (way === 'quit') return room.page.say(`You were at "${screen.title}". ${room.goOnWith} goes on there.`)
    at = way === 'jump' ? await jump(lesson, room) : at + { next: 1, back: -1, again: 0 }[way]
  }
  memory?.change(lesson.id, (before) => ({ ...before, screen: undefined }))
  await room.page.say(`The end of "${lesson.title}".`)
}

function startOf({ id, screens }: Lesson, memory: Memory | undefined): number {
  const title = memory?.of(id).screen
  return Math.max(
    0,
    screens.findIndex((screen) => screen.title === title),
  )
}

/** @returns whether the learner wants to leave. */
async function takeScreen(
  { id }: Lesson,
  screen: Screen,
  room: Classroom,
  memory: Memory | undefined,
): Promise<boolean> {
  await room.page.heading(id, screen.title)
  for (const part of screen.parts) {
    const outcome = await doPart(part, room)
    if (outcome === 'left') return true
    if (outcome === 'solved' && 'id' in part) {
      memory?.change(id, ({ solved, ...rest }) => ({ ...rest, solved: [...new Set([...solved, part.id])] }))
    }
  }
  return false
}

async function wayOn({ screens }: Lesson, at: number, { learner }: Classroom): Promise<Way> {
  if (!learner.leads) return 'next'
  const following = screens[at + 1]
  const ways: { name: string; value: Way }[] = [
    { name: following === undefined ? 'end the lesson' : `next: ${following.title}`, value: 'next' },
    ...(at > 0 ? [{ name: 'back', value: 'back' as const }] : []),
    { name: 'this once more', value: 'again' },
    { name: 'jump to another part', value: 'jump' },
    { name: 'stop here', value: 'quit' },
  ]
  return learner.choose('Where to?', ways)
}

function jump({ screens }: Lesson, { learner }: Classroom): Promise<number> {
  return learner.choose(
    'Which part?',
    screens.map(({ title }, value) => ({ name: title, value })),
  )
}
