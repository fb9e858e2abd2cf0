import { writeFile } from 'node:fs/promises'
import { UsageError } from '../../scenario/errors.js'
import type { Io } from '../io.js'
import lesson from './lesson.md.txt'

/** Writes a first lesson, with one block of each kind, into the folder one is in. */
export async function newLesson(name: string, io: Io): Promise<number> {
  if (!/^\d\d-[a-z\d-]+$/.test(name)) {
    throw new UsageError(
      `"${name}" is no name for a lesson`,
      'two digits and words: redis-patterns learn new 01-mine',
    )
  }
  const file = `${name}.md`
  try {
    await writeFile(file, lesson.replaceAll('01-mine', name), { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    throw new UsageError(`${file} is there already`, 'choose another name', { cause: error })
  }
  io.stdout.write(`${file} was written. Try it: redis-patterns learn ${name} --from .\n`)
  return 0
}
