import { learnedOf, remember } from '../../state/learned.js'
import { type Learned, ProgressError, ProgressFile } from '../../state/progress.js'
import type { Io } from '../io.js'

/** What is remembered of lessons. Where it cannot be kept, that is said once, and the lesson goes on. */
export class Memory {
  readonly #file: ProgressFile
  readonly #io: Io
  #isOff = false

  constructor(io: Io) {
    this.#file = new ProgressFile(io)
    this.#io = io
  }

  of(lesson: string): Learned {
    return this.#tried(() => learnedOf(this.#file.load(), lesson)) ?? { solved: [], screen: undefined }
  }

  change(lesson: string, change: (before: Learned) => Learned): void {
    this.#tried(() => remember(this.#file, lesson, change))
  }

  #tried<T>(act: () => T): T | undefined {
    if (this.#isOff) return undefined
    try {
      return act()
    } catch (error) {
      this.#io.stderr.write(`note: ${(error as Error).message}\n`)
      this.#isOff = !(error instanceof ProgressError && error.isKeptAside)
      if (this.#isOff) this.#io.stderr.write('note: what you solve now is not remembered\n')
      return undefined
    }
  }
}
