import type { Exercise, Part, Predict, Quiz } from '../../lessons/lesson.js'
import { textOf } from '../../scenario/reply.js'
import { ExerciseLoop } from './exercise.js'
import { takeFix } from './fix/index.js'
import type { Outcome } from './outcome.js'
import type { Classroom } from './room.js'

export async function doPart(part: Part, room: Classroom): Promise<Outcome> {
  switch (part.kind) {
    case 'prose':
      return done(room.page.prose(part.text))
    case 'code':
      return done(room.page.code(part.text))
    case 'run':
      return done(watch(part.command.split(' '), `watch it run: ${part.command}`, room))
    case 'race':
      return done(watch(['race', ...part.race.split(' '), '--play'], `be the scheduler: ${part.race}`, room))
    case 'predict':
      return predict(part, room)
    case 'quiz':
      return quiz(part, room)
    case 'exercise':
      return takeExercise(part, room)
    case 'fix':
      return takeFix(part, room)
  }
}

async function done(shown: Promise<void>): Promise<Outcome> {
  await shown
  return 'done'
}

/** A person may watch it or go on; without one, nobody would watch. */
async function watch(
  words: readonly string[],
  name: string,
  { learner, page, run }: Classroom,
): Promise<void> {
  if (!learner.leads) return page.say(`$ redis-patterns ${words.join(' ')}`)
  const choice = await learner.choose('Now?', [
    { name, value: true },
    { name: 'go on', value: false },
  ])
  if (choice) await run(words)
}

async function predict(
  { question, setup, run, because }: Predict,
  { page, learner, desk }: Classroom,
): Promise<Outcome> {
  await page.say(question)
  await desk.prepare(setup)
  await page.lines(setup)
  const guess = (await learner.ask(`${run} says?`)).trim()
  if (guess === '.quit') return 'left'
  if (guess === '.skip') return 'skipped'
  const said = textOf(await desk.ask(run))
  const isRight = plain(guess) === plain(said)
  await page.say(`${isRight ? 'Right:' : 'No:'} ${run} says ${said}. ${because}`)
  return 'solved'
}

/** A reply as people write it: with the marks of its type or without. */
function plain(reply: string): string {
  return reply
    .toLowerCase()
    .replace(/^\(integer\) /, '')
    .replace(/^"(.*)"$/, '$1')
    .replace(/^(nil|empty)$/, '($1)')
}

async function quiz({ question, options }: Quiz, { page, learner }: Classroom): Promise<Outcome> {
  await page.say(question)
  for (;;) {
    const chosen = await learner.choose('Your answer?', [
      ...options.map((option) => ({ name: option.text, value: option })),
      // The prompt would begin at a value that is undefined.
      { name: 'skip', value: null },
    ])
    if (chosen === null) return 'skipped'
    await page.say(`${chosen.right ? 'Right:' : 'No:'} ${chosen.text}. ${chosen.because}`)
    if (chosen.right) return 'solved'
  }
}

async function takeExercise(exercise: Exercise, room: Classroom): Promise<Outcome> {
  const prompt = room.learner.openPrompt(room.redis)
  try {
    return await new ExerciseLoop(exercise, room).run(prompt, room.learner.leads)
  } finally {
    prompt.close()
  }
}
