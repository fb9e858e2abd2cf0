import { openEngine } from '../../engine/index.js'
import { Desk } from '../../lessons/desk.js'
import type { Lesson } from '../../lessons/lesson.js'
import { testLesson } from '../../lessons/self-test.js'
import { counted } from '../../scenario/text.js'
import type { Io } from '../io.js'
import { DEFAULT_LOOK, openScreen } from '../screen.js'
import { RaceBench } from './fix/bench.js'
import type { LearnFlags } from './params.js'
import { lostReferences } from './references.js'

/** Tests the content of lessons against itself. @returns 1 when something is wrong with it. */
export async function checkLessons(lessons: readonly Lesson[], flags: LearnFlags, io: Io): Promise<number> {
  const engine = await openEngine({ engine: flags.engine, env: io.env })
  const screen = await openScreen({ ...DEFAULT_LOOK, ...flags, trace: false }, io)
  let failed = false
  try {
    const desk = await Desk.open(engine)
    const bench = new RaceBench(engine)
    const ids = lessons.map(({ id }) => id)
    for (const lesson of lessons) {
      const lost = (await lostReferences(lesson, ids, io)).map((problem) => `${lesson.id}: ${problem}`)
      const problems = [...lost, ...(await testLesson(lesson, desk, bench))]
      failed ||= problems.length > 0
      const claim = `${lesson.id} is right: ${counted(lesson.screens.length, 'screen')}`
      await screen.event({
        type: 'verdict',
        id: lesson.id,
        claim,
        holds: problems.length === 0,
      })
      for (const text of problems) await screen.event({ type: 'note', text })
    }
    await screen.end()
  } finally {
    await engine.close()
  }
  return failed ? 1 : 0
}
