import { type Learned, learnedOf, remember } from '../../state/learned.js'
import { ProgressFile } from '../../state/progress.js'
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
    if (!this.#isOff) this.#tried(() => remember(this.#file, lesson, change))
  }

  #tried<T>(act: () => T): T | undefined {
    try {
      return act()
    } catch (error) {
      const { message } = error as Error
      this.#io.stderr.write(`note: ${message}\n`)
      // A damaged file has been put aside: from now on there is a new one.
      this.#isOff = !message.includes('is kept as')
      if (this.#isOff) this.#io.stderr.write('note: what you solve now is not remembered\n')
      return undefined
    }
  }
}
