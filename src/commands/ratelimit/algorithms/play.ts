import type { Event } from '../../../scenario/event.js'
import { counted } from '../../../scenario/text.js'
import type { RatelimitStage } from '../params.js'
import { arrivalsOf } from './arrivals.js'
import { showMemory } from './memory.js'
import { ask, type Answers } from './ask.js'
import { allowedChart, deniedChart, resultTable } from './show.js'
import { verdicts } from './verdicts.js'
import { ALGORITHM_NAMES } from '../algorithm-names.js'
import { formatDuration } from '../../../scenario/duration.js'
import { roughly } from '../answers.js'

/** Requests that take more than a moment. */
const MANY = 5000

export async function* playAlgorithms(stage: RatelimitStage): AsyncGenerator<Event, void, void> {
  const { limit, window } = stage.params
  const { times, words, problems } = await arrivalsOf(stage)
  yield {
    type: 'note',
    text: `${words} Each of five limiters gets all of them, ${limit} in ${formatDuration(window)} allowed. The log keeps every request, the counter two numbers and a guess, the fixed window one number; bucket and GCRA know no window at all: ${counted(limit, 'token')} at once, and then they come back evenly.`,
  }
  yield* problems
  const answers: Answers[] = []
  for (const name of ALGORITHM_NAMES) {
    answers.push(await ask(stage, name, times))
    const done = answers.length * times.length
    const total = ALGORITHM_NAMES.length * times.length
    if (total > MANY) yield { type: 'progress', label: 'asking the limiters', done, total, unit: 'requests' }
  }
  yield resultTable(answers, stage.params)
  yield* verdicts(answers, times, stage.params)

  const last = Math.max(...times)
  const first = Math.min(...times)
  yield {
    type: 'note',
    text: `The same over time: ${counted(times.length, 'request')} in ${roughly(last - first)}. The windows give all they have and then nothing until time has passed; the bucket gives all it has and then a trickle.`,
  }
  yield allowedChart(answers, times)
  yield deniedChart(answers, times)
  yield* showMemory(stage)
}
