import type { Outcome } from './outcome.js'
import type { Page } from './page.js'

/** Something that is done at a prompt, until it is right. */
export interface Task {
  /** What can be typed. */
  readonly help: string
  readonly hints: readonly string[]
  readonly solution: string
  readonly isSolved: boolean
  /** Says all that is not right yet. */
  check(): Promise<void>
  /** Begins again. */
  redo(): Promise<void>
}

/** The words with a dot, which are the same at each task. */
export const WORDS = ['.hint', '.check', '.solution', '.redo', '.next', '.skip', '.quit', '.help']

/** Does what such a word says. */
export class Words {
  readonly #task: Task
  readonly #page: Page
  #hints = 0
  #askedForSolution = false

  constructor(task: Task, page: Page) {
    this.#task = task
    this.#page = page
  }

  /** @returns how the task ended, if the word ends it. */
  async obey(word: string): Promise<Outcome | undefined> {
    const { isSolved } = this.#task
    if (word === '.next' && isSolved) return 'solved'
    if (word === '.skip') return isSolved ? 'solved' : 'skipped'
    if (word === '.quit') return 'left'
    if (word === '.hint') await this.#hint()
    else if (word === '.solution') await this.#solution()
    else if (word === '.redo') await this.#task.redo()
    else if (word === '.check' || word === '.next') await this.#task.check()
    else await this.#page.say(this.#task.help)
    return undefined
  }

  async #hint(): Promise<void> {
    const { hints } = this.#task
    const hint = hints[this.#hints]
    if (hint === undefined) return this.#page.say('There is no further hint. .solution shows how it is done.')
    this.#hints++
    await this.#page.say(`Hint ${this.#hints} of ${hints.length}: ${hint}`)
  }

  async #solution(): Promise<void> {
    if (this.#task.isSolved || this.#askedForSolution) return this.#page.code(this.#task.solution)
    this.#askedForSolution = true
    await this.#page.say('You learn more without it. If you want to see it, type .solution again.')
  }
}
