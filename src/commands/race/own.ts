import { basename } from 'node:path'
import type { RaceBook, Version } from '../../race/define.js'
import { UsageError } from '../../scenario/errors.js'
import type { Io } from '../io.js'

/** A person's implementation, from the default export of a file. @throws {UsageError} when it is not what it should be. */
export async function ownVersion(book: RaceBook, file: string, io: Io): Promise<Version<unknown>> {
  void [book, basename, UsageError, io]
  throw new UsageError(`cannot load ${file}`, 'later')
}
