import type { RaceBook, Version } from '../../race/define.js'
import { messageOf } from '../../race/judge.js'
import { UsageError } from '../../scenario/errors.js'
import { loadUserModule } from '../user-module.js'

type Make = (...given: unknown[]) => unknown

/** A person's implementation, from the default export of a file. @throws {UsageError} when it is not what it should be. */
export async function ownVersion(book: RaceBook, file: string): Promise<Version<unknown>> {
  const { default: make } = await loadUserModule(file, '.')
  if (typeof make !== 'function') {
    throw new UsageError(
      `${file} has no default export that makes a ${book.api}`,
      `export default (redis, options) => …; a file to begin with: redis-patterns race ${book.pattern} --template`,
    )
  }
  return {
    title: file,
    make(redis, place) {
      const made = called(make as Make, file, redis, { ...book.settings, ...place })
      for (const method of book.methods) requireMethod(made, method, file, book)
      return made
    },
  }
}

function called(make: Make, file: string, ...given: unknown[]): unknown {
  try {
    return make(...given)
  } catch (error) {
    throw new UsageError(
      `${file} fails when it is called: ${messageOf(error)}`,
      'mend it, and run it again',
      { cause: error },
    )
  }
}

function requireMethod(made: unknown, method: string, file: string, { api, methods }: RaceBook): void {
  if (typeof (made as Record<string, unknown> | null | undefined)?.[method] === 'function') return
  throw new UsageError(
    made instanceof Promise ? `${file} returns a promise` : `${file} makes something without ${method}()`,
    `return an object with the methods of ${api}: ${methods.join(', ')}`,
  )
}
