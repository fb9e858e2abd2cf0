import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Lesson } from '../../lessons/lesson.js'
import { readLesson } from '../../lessons/load.js'
import { UsageError } from '../../scenario/errors.js'
import { nearest } from '../nearest.js'

/** The lessons of a folder, in the order of their names. A file is read when its lesson is wanted. */
export class Library {
  readonly #folder: string
  readonly #isOurs: boolean
  readonly ids: readonly string[]

  /** @param folder our own lessons when it is empty. @throws {UsageError} when there is no lesson in it. */
  constructor(folder: string) {
    this.#isOurs = folder === ''
    this.#folder = this.#isOurs ? ownLessons() : folder
    const files = filesIn(this.#folder).filter((file) => /^\d\d-.*\.md$/.test(file))
    this.ids = files.map((file) => path.basename(file, '.md'))
    if (files.length > 0) return
    throw new UsageError(
      `there is no lesson in ${this.#folder}`,
      'a lesson is a file such as 01-mine.md; learn new writes one',
    )
  }

  /** What to type to take one of them. */
  commandFor(id: string): string {
    const from = this.#isOurs ? '' : ` --from ${this.#folder}`
    return `redis-patterns learn ${id}${from}`
  }

  all(): Lesson[] {
    return this.ids.map((id) => this.read(id))
  }

  read(id: string): Lesson {
    const file = `${id}.md`
    return readLesson(file, readFileSync(path.join(this.#folder, file), 'utf8'))
  }

  /** By its number, its id or the name of its pattern: `04`, `04-lock` or `lock`. @throws {UsageError} */
  find(name: string): string {
    const found = this.ids.find((id) =>
      [id, id.slice(0, 2), id.slice(3), String(Number(id.slice(0, 2)))].includes(name),
    )
    if (found !== undefined) return found
    const guess = nearest(name, [...this.ids, ...this.ids.map((id) => id.slice(3))])
    throw new UsageError(
      `there is no lesson "${name}"`,
      guess ? `did you mean ${guess}?` : `choose from ${this.ids.join(', ')}`,
    )
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).toSorted()
  } catch (error) {
    throw new UsageError(`cannot read the folder ${folder}: ${(error as Error).message}`, 'check the path', {
      cause: error,
    })
  }
}

/** Our lessons name files of theirs as they lie in the project; whoever takes a lesson may stand anywhere. */
export function inOwnLessons(word: string): string {
  return word.startsWith('lessons/') ? path.join(path.dirname(ownLessons()), word) : word
}

/** They lie beside the program, or above it. */
function ownLessons(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url))
  while (!existsSync(path.join(folder, 'lessons', '01-cache.md'))) folder = path.dirname(folder)
  return path.join(folder, 'lessons')
}
