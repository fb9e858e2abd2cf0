import { createRequire, Module } from 'node:module'
import { types } from 'node:util'
import { Script } from 'node:vm'

export type Exports = Record<string, unknown>

/** What Node gives to code that it reads as CommonJS. Its types leave out what everyone builds on. */
interface Compiler extends Module {
  _compile(code: string, file: string): void
}

/** `import()` as the file itself would do it. Text, for a bundler would make another thing of it. */
export async function nativeImport(specifier: string, file: string): Promise<Exports> {
  const module = new Module(file) as Compiler
  module._compile('module.exports = (specifier) => import(specifier)', file)
  return await (module.exports as (name: string) => Promise<Exports>)(specifier)
}

export function nativeRequire(specifier: string, file: string): unknown {
  return createRequire(file)(specifier)
}

/** The value of the code, which counts as this file's: errors name it. */
export function evaluate(code: string, file: string, lineOffset: number): unknown {
  return new Script(code, { filename: file, lineOffset }).runInThisContext()
}

/** What `import * as name` gives for what `require` gave. */
export function namespaceOf(exports: unknown): Exports {
  if (types.isModuleNamespaceObject(exports)) return exports as Exports
  return { ...(exports as Exports), default: exports }
}

/** Fills what a module exports, as the language has it: its own names first, then those of `export *`. */
export function fill(exports: Exports, live: object, passedOn: Exports[]): void {
  Object.defineProperties(exports, Object.getOwnPropertyDescriptors(live))
  for (const from of passedOn) {
    for (const name of Object.keys(from)) {
      if (name === 'default' || name in exports) continue
      Object.defineProperty(exports, name, { enumerable: true, get: () => from[name] })
    }
  }
}
