import { expect, test } from 'vitest'
import { ADVICE, type Advice, type Question } from '../../src/commands/advice.js'
import { registry } from '../../src/commands/index.js'
import { runCli } from '../support/cli.js'

interface Path {
  questions: number
  advice: Advice
}

function paths({ answers }: Question, questions = 1): Path[] {
  return answers.flatMap(({ next }) =>
    'pattern' in next ? [{ questions, advice: next }] : paths(next, questions + 1),
  )
}

test('every pattern is what some answers lead to, and no other name is', () => {
  const advised = new Set(paths(ADVICE).map(({ advice }) => advice.pattern))
  expect([...advised].toSorted()).toEqual(registry.map(({ name }) => name).toSorted())
})

test('what may fit better is another pattern', () => {
  const names = registry.map(({ name }) => name)
  for (const { advice } of paths(ADVICE)) {
    expect(advice.unless.pattern).not.toBe(advice.pattern)
    expect(names).toContain(advice.unless.pattern)
  }
})

test('three or four questions are enough, with the one about what is at stake', () => {
  const counts = paths(ADVICE).map(({ questions }) => questions + 1)
  expect([Math.min(...counts), Math.max(...counts)]).toEqual([3, 4])
})

test('off a terminal it says that it cannot ask', async () => {
  const { code, stderr } = await runCli(['list', '--choose'])
  expect([code, stderr]).toEqual([
    2,
    'error: --choose asks questions, which needs a terminal\ntry: read the whole list: redis-patterns list\n',
  ])
})
