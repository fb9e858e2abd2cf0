import inquirer from 'inquirer'
import { Interrupted, type Io } from './io.js'
import { wrap } from '../render/text/wrap.js'
import { accessible } from './screen.js'

export interface Option<T> {
  name: string
  value: T
  /** What is left of the name when it has been chosen; without it, all. */
  short?: string
}

/** The only module that asks the person anything. */
export interface Prompter {
  /** One of several: with the arrow keys, or by number where nothing may be repainted. */
  choose<T>(message: string, options: readonly Option<T>[]): Promise<T>
  /** A line of text; Enter takes the default. `check` returns what is wrong with it. */
  ask(message: string, initial: string, check: (text: string) => string | undefined): Promise<string>
}

export function openPrompter(io: Io): Prompter {
  const prompt = inquirer.createPromptModule({
    input: io.stdin,
    output: io.stdout as NodeJS.WritableStream,
    signal: io.signal,
  })
  const cancelled = (error: Error): never => {
    // A signal, or Ctrl-C between two questions.
    io.signal.throwIfAborted()
    // Ctrl-C in a prompt stops the program like everywhere else.
    throw error.name === 'ExitPromptError' ? new Interrupted() : error
  }
  const question = async <T>(asked: object): Promise<T> => {
    const answers = await prompt([{ name: 'answer', ...asked } as never]).catch(cancelled)
    return (answers as { answer: T }).answer
  }
  const type = accessible(io) ? 'rawlist' : 'select'
  return {
    choose: (message, options) =>
      question({
        type,
        message,
        choices: numbered(options),
        loop: false,
        pageSize: pageSize(options.length, io),
      }),
    ask: (message, initial, check) =>
      question({
        type: 'input',
        message: onWords(message, io),
        default: initial,
        validate: (text: string) => check(text) ?? true,
      }),
  }
}

/** The numbers of a `rawlist` stand below each other. */
function numbered<T>(options: readonly Option<T>[]): (Option<T> & { key: string })[] {
  const digits = String(options.length).length
  return options.map((option, index) => ({ ...option, key: String(index + 1).padStart(digits) }))
}

/** Lines around the options: the prompt, which may wrap, and the keys. */
const AROUND = 6
const FEWEST = 3

/** All options when they fit: one that has to be scrolled to is easily overlooked. */
function pageSize(options: number, { stdout }: Io): number {
  return Math.max(FEWEST, Math.min(options, (stdout.rows ?? 24) - AROUND))
}

/** The mark before a question and a space on either side of what it asks. */
const BESIDE = 4

/** The same, with a number of two digits before an option. */
const BESIDE_NUMBERED = 6

/** Columns that an option may take: a longer one would be broken in the middle of a word. */
export function optionWidth({ stdout, env }: Pick<Io, 'stdout' | 'env'>): number {
  return (stdout.columns || 80) - (accessible({ env }) ? BESIDE_NUMBERED : BESIDE)
}

/** The prompts themselves would break a long question in the middle of a word. */
function onWords(message: string, io: Io): string {
  return wrap(message, optionWidth(io)).join('\n')
}
