import { readFileSync } from 'node:fs'
import { compile, type Compiled, NAMES, type Place } from './compile.js'
import { LIVE } from './exports.js'
import { evaluate } from './native.js'

/** Only an async function can await, and only another can be required. */
export type Kind = 'function' | 'async function'

export interface Code extends Pick<Compiled, 'isModule' | 'imports' | 'passedOn'> {
  /** With what stands for the names that it does not declare. */
  run(scope: Record<string, unknown>): unknown
}

export class BadSyntax extends Error {
  constructor(
    words: string,
    readonly place: Place | undefined,
    options: ErrorOptions,
  ) {
    super(words, options)
  }
}

const MODULE = Object.values(NAMES)
const COMMON = ['require', 'module', '__filename', '__dirname', NAMES.bring]

export function readCode(file: string, kind: Kind): Code {
  const text = readFileSync(file, 'utf8')
  const compiled = orBadSyntax(() => compile(file, text))
  const names = [...new Set(['exports', ...namesIn(file, compiled)])]
  const run = orBadSyntax(() => bodyOf(compiled, file, `${kind} (${names.join(', ')})`), compiled.original)
  const { isModule, imports, passedOn } = compiled
  const call: Code['run'] = (scope) =>
    run.apply(
      isModule ? undefined : scope['exports'],
      names.map((name) => scope[name]),
    )
  return { isModule, imports, passedOn, run: call }
}

/** A module may declare `require` and `__dirname` itself. In .cts, `export` is another way to write CommonJS. */
function namesIn(file: string, { isModule }: Compiled): string[] {
  if (!isModule) return COMMON
  return /\.c[jt]s$/.test(file) ? [...MODULE, ...COMMON] : MODULE
}

/** The line with the head is number 0: line 1 is the person's. */
function bodyOf({ code, isModule }: Compiled, file: string, head: string): (...values: unknown[]) => unknown {
  const start = isModule ? `'use strict'; ${NAMES.export}(${LIVE}());` : ''
  return evaluate(`(${head} { ${start}\n${code}\n})`, file, -1) as (...values: unknown[]) => unknown
}

function orBadSyntax<T>(attempt: () => T, original = (place: Place) => place): T {
  try {
    return attempt()
  } catch (error) {
    if (!(error instanceof Error)) throw error
    const place = placeOf(error)
    throw new BadSyntax(wordsOf(error), place && original(place), { cause: error })
  }
}

/** The compiler has it in a property, the lexer in its message, Node in a line with a caret. */
function placeOf(error: Error & { loc?: Place }): Place | undefined {
  if (error.loc) return error.loc
  const lexer = /@:(\d+):(\d+)$/.exec(error.message)
  if (lexer) return { line: Number(lexer[1]), column: Number(lexer[2]) }
  const node = /^.*:(\d+)\n.*\n( *)\^/.exec(error.stack ?? '')
  return node ? { line: Number(node[1]), column: (node[2] ?? '').length + 1 } : undefined
}

function wordsOf({ message }: Error): string {
  return message.replace(/^Error transforming .*?: (?=[A-Z])/, '').replace(/ (@:\d+:\d+|\(\d+:\d+\))$/, '')
}
