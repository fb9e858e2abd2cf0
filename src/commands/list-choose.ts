import type { Command } from '../scenario/define.js'
import { UsageError } from '../scenario/errors.js'
import { ADVICE, type Advice, type Question, STAKES } from './advice.js'
import { registry } from './index.js'
import type { Io } from './io.js'
import { openPrompter, type Prompter } from './prompt.js'
import { DEFAULT_LOOK, openScreen } from './screen.js'
import type { ListOptions } from './list.js'

/** Asks what it is about, and recommends a pattern. */
export async function choosePattern(options: ListOptions, io: Io): Promise<number> {
  if (io.stdin.isTTY !== true || io.stdout.isTTY !== true)
    throw new UsageError(
      '--choose asks questions, which needs a terminal',
      'read the whole list: redis-patterns list',
    )
  const prompter = openPrompter(io)
  const advice = await askOn(prompter, ADVICE)
  const care = await one(prompter, STAKES)
  const { command, other } = await patternsOf(advice)
  const screen = await openScreen({ ...DEFAULT_LOOK, plain: options.plain, color: options.color }, io)
  io.stdout.write('\n')
  await screen.event({ type: 'note', text: `Take ${command.name}: ${advice.because}. ${care}` })
  await screen.event({
    type: 'table',
    id: 'advice',
    title: '',
    columns: [{ label: command.name }, { label: 'quick reference' }],
    rows: [
      ['data structure', command.reference.structure],
      ['reach for it when', command.reference.reachFor],
      ['beware of', command.reference.beware],
      [`or ${other.name}`, `when ${advice.unless.when}`],
    ],
  })
  await screen.event({
    type: 'next',
    tries: [
      { command: `redis-patterns ${command.name}`, why: 'see it break, see it fixed' },
      { command: `redis-patterns ${other.name}`, why: 'the other one' },
    ],
  })
  await screen.end()
  return 0
}

async function askOn(prompter: Prompter, question: Question): Promise<Advice> {
  const next = await one(prompter, question)
  return 'pattern' in next ? next : await askOn(prompter, next)
}

interface Asked<Next> {
  ask: string
  answers: readonly { say: string; next: Next }[]
}

function one<Next>(prompter: Prompter, { ask, answers }: Asked<Next>): Promise<Next> {
  return prompter.choose(
    ask,
    answers.map(({ say, next }) => ({ name: say, value: next })),
  )
}

async function patternsOf({ pattern, unless }: Advice): Promise<{ command: Command; other: Command }> {
  const load = (name: string) => registry.find((entry) => entry.name === name)?.load()
  const [command, other] = await Promise.all([load(pattern), load(unless.pattern)])
  if (!command || !other)
    throw new Error(`the advice names ${pattern} and ${unless.pattern}, which are not both there`)
  return { command, other }
}
