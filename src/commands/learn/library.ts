import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Lesson } from '../../lessons/lesson.js'
import { readLesson } from '../../lessons/load.js'
import { UsageError } from '../../scenario/errors.js'
import { nearest } from '../nearest.js'

/** All lessons of a folder, in the order of their names; our own when none is given. @throws {UsageError} */
export function loadLessons(folder: string): Lesson[] {
  const place = folder === '' ? ownLessons() : folder
  const files = filesIn(place).filter((file) => /^\d\d-.*\.md$/.test(file))
  if (files.length === 0) {
    throw new UsageError(
      `there is no lesson in ${place}`,
      'a lesson is a file such as 01-mine.md; learn new writes one',
    )
  }
  return files.map((file) => readLesson(file, readFileSync(path.join(place, file), 'utf8')))
}

/** By its number, its id or the name of its pattern: `04`, `04-lock` or `lock`. @throws {UsageError} */
export function findLesson(lessons: readonly Lesson[], name: string): Lesson {
  const found = lessons.find(({ id }) =>
    [id, id.slice(0, 2), id.slice(3), String(Number(id.slice(0, 2)))].includes(name),
  )
  if (found !== undefined) return found
  const known = lessons.map(({ id }) => id)
  const guess = nearest(name, [...known, ...known.map((id) => id.slice(3))])
  throw new UsageError(
    `there is no lesson "${name}"`,
    guess ? `did you mean ${guess}?` : `choose from ${known.join(', ')}`,
  )
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

/** They lie beside the program, or above it. */
function ownLessons(): string {
  let folder = path.dirname(fileURLToPath(import.meta.url))
  while (!existsSync(path.join(folder, 'lessons', '01-cache.md'))) folder = path.dirname(folder)
  return path.join(folder, 'lessons')
}
