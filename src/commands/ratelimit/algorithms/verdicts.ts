import type { VerdictEvent } from '../../../scenario/event.js'
import { counted, grouped } from '../../../scenario/text.js'
import { mostInAnyWindow } from '../any-window.js'
import { ALGORITHMS } from '../limiters.js'
import { MODELS } from '../models.js'
import type { RatelimitStage } from '../params.js'
import type { Answers } from './ask.js'

export function* verdicts(
  answers: readonly Answers[],
  times: readonly number[],
  { limit, window: windowMs }: RatelimitStage['params'],
): Generator<VerdictEvent, void, void> {
  const mosts = answers.map(({ name, allowedAt }) => ({ name, most: mostInAnyWindow(allowedAt, windowMs) }))
  const log = mosts.find(({ name }) => name === 'sliding-log')
  yield {
    type: 'verdict',
    id: 'algorithms.promises',
    claim:
      'in no window the log admits more than the limit, and none of the others more than twice the limit',
    holds: mosts.every(({ name, most }) => most <= ALGORITHMS[name].most * limit),
    detail: `sliding log ${log?.most}, the others up to ${Math.max(...mosts.map(({ most }) => most))}`,
  }
  const wrong = answers.map(({ name, allowed }) => {
    const fits = MODELS[name](limit, windowMs)
    return times.filter((time, index) => fits('ada', time) !== allowed[index]).length
  })
  yield {
    type: 'verdict',
    id: 'algorithms.model',
    claim: 'each answer is the one that plain code without Redis comes to',
    holds: wrong.every((count) => count === 0),
    detail: `${counted(answers.length * times.length, 'answer')} compared, ${grouped(sum(wrong))} differ`,
  }
  const [bucket, gcra] = [allowedBy(answers, 'token-bucket'), allowedBy(answers, 'gcra')]
  yield {
    type: 'verdict',
    id: 'algorithms.same',
    claim: 'token bucket and GCRA let the same requests pass',
    holds: bucket.length === times.length && bucket.every((allowed, index) => allowed === gcra[index]),
    detail: 'one keeps tokens and a time, the other only the time at which all is back',
  }
  const commands = sum(answers.map((each) => each.commands))
  yield {
    type: 'verdict',
    id: 'algorithms.commands',
    claim: 'each request is one command, whatever the algorithm',
    holds: commands === answers.length * times.length,
    detail: `${grouped(commands)} commands for ${grouped(answers.length * times.length)} requests`,
  }
}

function allowedBy(answers: readonly Answers[], name: Answers['name']): boolean[] {
  return answers.find((each) => each.name === name)?.allowed ?? []
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
