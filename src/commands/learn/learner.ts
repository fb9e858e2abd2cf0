import { text } from 'node:stream/consumers'
import { openInput } from '../input.js'
import type { Io } from '../io.js'
import { type LineHelp, type LinePrompt, linesPrompt, openLinePrompt } from './line-prompt.js'
import type { Screen } from '../play-prompt/screen.js'
import { openPrompter, type Option } from '../prompt.js'

/** Whoever learns: a person at a terminal, or a file with the answers. */
export interface Learner {
  /** Whether it is asked where to go, and what to watch. */
  readonly leads: boolean
  ask(message: string): Promise<string>
  choose<T>(message: string, options: readonly Option<T>[]): Promise<T>
  /** A prompt at which lines are typed, until it is closed. */
  openPrompt(help: LineHelp): LinePrompt
}

export function personAt(io: Io, paint: Screen['paint']): Learner {
  const prompter = openPrompter(io)
  return {
    leads: true,
    ask: (message) => prompter.ask(message, '', () => undefined),
    choose: (message, options) => prompter.choose(message, options),
    openPrompt: (help) => openLinePrompt(help, paint, io),
  }
}

/** Reads answers: a line for each question; of options, the number or the beginning of one. Without any left: `.skip`. */
export async function answersFrom(file: string, io: Io): Promise<Learner> {
  const all = (await text(openInput(file, io.stdin))).split(/\r?\n/)
  const lines = all.map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'))
  const next = () => {
    const line = lines.shift() ?? '.skip'
    io.stdout.write(`> ${line}\n`)
    return line
  }
  return {
    leads: false,
    ask: () => Promise.resolve(next()),
    choose<T>(_message: string, options: readonly Option<T>[]) {
      const line = next()
      const found =
        options[Number(line) - 1] ?? options.find(({ name }) => name.startsWith(line)) ?? options.at(-1)
      return Promise.resolve((found as Option<T>).value)
    },
    openPrompt: () => linesPrompt(next),
  }
}
