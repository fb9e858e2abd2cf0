import inquirer from 'inquirer'
import { Interrupted, type Io } from './io.js'
import { accessible } from './screen.js'

export interface Option<T> {
  name: string
  value: T
}

/** The only module that asks the person anything. */
export interface Prompter {
  /** One of several: with the arrow keys, or by number where nothing may be repainted. */
  choose<T>(message: string, options: readonly Option<T>[]): Promise<T>
  /** A line of text; Enter takes the default. `check` returns what is wrong with it. */
  ask(message: string, initial: string, check: (text: string) => string | undefined): Promise<string>
}

export function openPrompter(io: Io): Prompter {
  const prompt = inquirer.createPromptModule({ input: io.stdin, output: io.stdout as NodeJS.WritableStream })
  const question = async <T>(asked: object): Promise<T> => {
    const answers = await prompt([{ name: 'answer', ...asked } as never]).catch(cancelled)
    return (answers as { answer: T }).answer
  }
  return {
    choose: (message, options) =>
      question({ type: accessible(io) ? 'rawlist' : 'select', message, choices: options, loop: false }),
    ask: (message, initial, check) =>
      question({ type: 'input', message, default: initial, validate: (text: string) => check(text) ?? true }),
  }
}

/** Ctrl-C in a prompt stops the program like everywhere else. */
function cancelled(error: Error): never {
  throw error.name === 'ExitPromptError' ? new Interrupted() : error
}
