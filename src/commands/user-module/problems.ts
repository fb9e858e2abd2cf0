import path from 'node:path'
import { UsageError } from '../../scenario/errors.js'
import { BadSyntax } from './code.js'

/** What can be wrong with a person's file, in his words: the paths as he sees them. */
export class Problems {
  constructor(private readonly cwd: string) {}

  syntax(error: unknown, file: string): unknown {
    if (!(error instanceof BadSyntax)) return error
    const place = error.place ? `:${error.place.line}:${error.place.column}` : ''
    const hint = 'the mistake is there, or just before'
    return new UsageError(`${this.#show(file)}${place}: ${error.message}`, hint, { cause: error.cause })
  }

  missingFile(specifier: string, parent: string): UsageError {
    return new UsageError(
      `${this.#show(parent)} imports '${specifier}', and there is no such file`,
      'check the path',
    )
  }

  /** Only what this file itself imports; what a package lacks, or does wrong, is not the person's to install. */
  raisePackage(error: unknown, parent: string): never {
    const words = error instanceof Error ? error.message : ''
    const missing =
      /^Cannot find (?:package|module) '((@[^/']+\/)?[^/'.][^/']*).*'(?: imported from |\nRequire stack:\n- )(.*)/.exec(
        words,
      )
    const [, name, , importer] = missing ?? []
    if (name === undefined || importer !== parent) throw error
    const message = `${this.#show(parent)} imports '${name}', which is not installed`
    throw new UsageError(message, `npm install ${name}`, { cause: error })
  }

  whileLoading(error: unknown, file: string, loaded: string[]): UsageError {
    if (error instanceof UsageError) return error
    const [words] = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).split('\n')
    const at = thrownAt(error, loaded)
    const hint = at ? `see ${this.#show(at.file)}:${at.line}` : '--verbose shows where'
    return new UsageError(`${this.#show(file)} failed while it was loaded: ${words}`, hint, { cause: error })
  }

  #show(file: string): string {
    const relative = path.relative(this.cwd, file)
    return relative.startsWith('..') || path.isAbsolute(relative) ? file : relative
  }
}

/** Where the person's code was when it was thrown: `file:line` of the topmost frame that is his. */
function thrownAt(error: unknown, loaded: string[]): { file: string; line: string } | undefined {
  const frames = error instanceof Error ? (error.stack ?? '').split('\n') : []
  const places = frames.flatMap((frame) => loaded.flatMap((file) => placeIn(frame, file)))
  return places[0]
}

function placeIn(frame: string, file: string): { file: string; line: string }[] {
  const [, after] = frame.split(`${file}:`)
  const line = /^\d+/.exec(after ?? '')?.[0]
  return line === undefined ? [] : [{ file, line }]
}
