import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Exercise, Fix, Part, Predict, Quiz, Screen } from '../../src/lessons/lesson.js'
import { patched } from '../../src/lessons/patch.js'
import type { Terminal } from './terminal.js'

/** Takes lessons at a terminal: does what each part asks for, first wrong and then right. */
export class Pupil {
  readonly #terminal: Terminal
  /** Where files to mend are written. */
  readonly #files: string
  #read = 0

  constructor(terminal: Terminal, files: string) {
    this.#terminal = terminal
    this.#files = files
  }

  /** Up to the question where to go. */
  async takeScreen({ title, parts }: Screen): Promise<void> {
    await this.#reads(`── ${title}`)
    for (const part of parts) await this.#take(part)
    await this.#reads('Where to?')
  }

  goOn(): void {
    this.#choose(0)
  }

  async #take(part: Part): Promise<void> {
    if (part.kind === 'run' || part.kind === 'race') {
      await this.#reads('Now?')
      this.#choose(1)
    } else if (part.kind === 'predict') await this.#predict(part)
    else if (part.kind === 'quiz') await this.#answer(part)
    else if (part.kind === 'exercise') await this.#exercise(part)
    else if (part.kind === 'fix') await this.#mend(part)
  }

  async #predict({ run }: Predict): Promise<void> {
    await this.#reads(`${run} says?`)
    this.#terminal.type('surely not\r')
    await this.#reads(`No: ${run} says`)
  }

  async #answer({ options }: Quiz): Promise<void> {
    const right = options.findIndex((option) => option.right)
    const wrong = options.findIndex((option) => !option.right)
    await this.#reads('Your answer?')
    this.#choose(wrong)
    await this.#reads('No: ')
    await this.#reads('Your answer?')
    this.#choose(right)
    await this.#reads('Right: ')
  }

  async #exercise({ wrong, solution }: Exercise): Promise<void> {
    // The prompt of an exercise before it looks the same, and is closed by now.
    await this.#reads('To do: ')
    await this.#reads('redis>')
    for (const line of wrong[0]?.attempt ?? []) await this.#types(line, 'not yet: ')
    await this.#types('.redo', 'as it was at the start')
    for (const line of solution) {
      if ((await this.#types(line, 'not yet: ', 'Solved in')) === 'Solved in') break
    }
    this.#terminal.type('.next\r')
  }

  async #mend({ file, wrong, solution }: Fix): Promise<void> {
    const path = join(this.#files, file)
    await this.#reads('To do: ')
    await this.#reads(`${file}>`)
    // It may be there from an earlier exercise.
    await this.#types('.redo', 'as it was at the start')
    const start = readFileSync(path, 'utf8')
    writeFileSync(path, patched(start, wrong[0]?.attempt ?? ''))
    await this.#reads('was saved.')
    await this.#reads('FAILED')
    writeFileSync(path, patched(start, solution))
    await this.#reads('All is right.')
    this.#terminal.type('.next\r')
  }

  async #types(line: string, ...answers: string[]): Promise<string> {
    this.#terminal.type(`${line}\r`)
    return this.#reads(...answers)
  }

  #choose(down: number): void {
    this.#terminal.type(`${'\u001b[B'.repeat(down)}\r`)
  }

  /** Waits for one of several texts behind what was read so far. @returns which one it was. */
  async #reads(...texts: string[]): Promise<string> {
    const { text, place } = await this.#terminal.showsAfter(this.#read, ...texts)
    this.#read = place
    return text
  }
}
