import type { DirectExport, Export, Import, Reexport } from 'es-module-lexer/js'
import type { Edit } from './edit.js'

/** What stands for the value of `export default 1 + 1`, and the function that gives all values as they are now. */
const DEFAULT = '$default'
export const LIVE = '$live'

const UNNAMED = /^export\s+default\s+((?:async\s+)?function\b\s*\*?|class\b)\s*(?=[({]|extends\b)/
const NAMED = /^export\s+default\s+(?=(?:async\s+)?function\b|class\b)/
const VALUE = /^export\s+default\b/
const LIST = /^export\s*\{[^}]*\}/
const DECLARED = /^export\b/

/** Takes the word `export` away from each statement, and whole statements that only pass something on. */
export function withoutExports(code: string, exports: readonly Export[], imports: readonly Import[]): Edit[] {
  const through = imports.filter((one) => code.startsWith('export', one.importStart))
  const own = new Set(exports.map((one) => one.exportStart))
  for (const { importStart } of through) own.delete(importStart)
  return [
    ...[...own].map((start) => withoutExport(code, start)),
    ...through.map(({ importStart, importEnd }) => blank(code, importStart, importEnd)),
  ]
}

function withoutExport(code: string, start: number): Edit {
  const statement = code.slice(start)
  const [unnamed, kind] = UNNAMED.exec(statement) ?? []
  if (unnamed !== undefined) return { start, end: start + unnamed.length, text: `${kind} ${DEFAULT} ` }
  const [list] = LIST.exec(statement) ?? []
  if (list !== undefined) return blank(code, start, start + list.length)
  const [named] = NAMED.exec(statement) ?? []
  if (named !== undefined) return { start, end: start + named.length, text: '' }
  const [value] = VALUE.exec(statement) ?? []
  if (value !== undefined) return { start, end: start + value.length, text: `const ${DEFAULT} =` }
  return {
    start,
    end: start + (DECLARED.exec(statement)?.[0].length ?? 0),
    text: ' '.repeat('export'.length),
  }
}

/** The semicolon keeps apart what stood before from what follows. */
function blank(code: string, start: number, end: number): Edit {
  return { start, end, text: `;${code.slice(start + 1, end).replace(/[^\n]/g, ' ')}` }
}

/** Getters, for an exported variable may change. A function at the end of the code is there from its start. */
export function liveExports(exports: readonly Export[], link: string): string {
  const getters = exports.flatMap((one) => (one.type === 'reexport-all' ? [] : [getter(one, link)]))
  return `\nfunction ${LIVE}() { return { ${getters.join(', ')} } }`
}

function getter(one: DirectExport | Reexport, link: string): string {
  return `get ${JSON.stringify(one.name)}() { return ${one.type === 'direct' ? local(one) : passedOn(one, link)} }`
}

/** Of `class extends Other` the lexer says that its name is `extends`. */
function local({ localName = DEFAULT }: DirectExport): string {
  return localName === 'extends' ? DEFAULT : localName
}

function passedOn({ from, importName }: Reexport, link: string): string {
  const linked = `${link}(${JSON.stringify(from)})`
  return importName === null ? linked : `${linked}[${JSON.stringify(importName)}]`
}
