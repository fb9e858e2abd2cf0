import { SourceMap } from 'node:module'
import { type Export, type Import, parse, type StaticImport } from 'es-module-lexer/js'
import { type Transform, transform } from 'sucrase'
import { type Edit, edited } from './edit.js'
import { liveExports, withoutExports } from './exports.js'

/** A person's file as the body of a function. Each line stays where it was. */
export interface Compiled {
  code: string
  /** Written with `import` or `export`, not with `require`. */
  isModule: boolean
  /** What it imports before it runs. */
  imports: string[]
  /** What it exports all of. */
  passedOn: string[]
  /** Where a place of the code is in the person's file. */
  original(place: Place): Place
}

/** Both count from 1. */
export interface Place {
  line: number
  column: number
}

/** What stands in the code for `require` where an import was, for `import(…)`, for `import.meta`, and for all `export`s. */
export const NAMES = { link: '$require', bring: '$import', meta: '$importMeta', export: '$export' }

export function compile(file: string, text: string): Compiled {
  return file.endsWith('.json') ? compileJson(text) : compileScript(file, text)
}

function compileJson(text: string): Compiled {
  const code = `module.exports = JSON.parse(${JSON.stringify(text)})`
  return { code, isModule: false, imports: [], passedOn: [], original: (place) => place }
}

function compileScript(file: string, text: string): Compiled {
  const script = text.replace(/^\uFEFF/, '').replace(/^#!/, '//')
  const plain = pass(file, script, /\.[cm]?ts$/.test(file) ? ['typescript'] : [])
  const [found, exports, , hasModuleSyntax] = parse(plain.code)
  const imports = found.flatMap((one) => (isStatic(one) ? [one.specifier] : []))
  const passedOn = exports.flatMap((one) => (one.type === 'reexport-all' ? [one.from] : []))
  const shared = { imports, passedOn }
  const code = edited(plain.code, renamed(found))
  if (!hasModuleSyntax && !/\.m[jt]s$/.test(file)) {
    return { ...shared, code, isModule: false, original: (place) => back(place, plain.map) }
  }
  const linked = link(file, plain.code, found, exports)
  const original = (place: Place) => back(back(place, linked.map), plain.map)
  return { ...shared, code: withLinks(linked.code, imports), isModule: true, original }
}

/** Sucrase gets the imports right, and not the exports: of `export const a = 1, b = 2` it forgets the second. */
function link(file: string, plain: string, found: readonly Import[], exports: readonly Export[]) {
  const code = edited(plain, [...renamed(found), ...withoutExports(plain, exports, found)])
  return pass(file, code + liveExports(exports, NAMES.link), ['imports'])
}

function pass(file: string, text: string, transforms: Transform[]): { code: string; map: SourceMap } {
  const { code, sourceMap } = transform(text, {
    transforms,
    filePath: file,
    disableESTransforms: true,
    preserveDynamicImport: true,
    // What is linked is a namespace, with its default export under that name: nothing is to be guessed.
    enableLegacyTypeScriptModuleInterop: true,
    sourceMapOptions: { compiledFilename: file },
  })
  return { code, map: new SourceMap({ ...sourceMap, sourcesContent: [] } as never) }
}

function isStatic(one: Import): one is StaticImport {
  return one.type === 'static' || one.type === 'reexport-star'
}

function renamed(found: readonly Import[]): Edit[] {
  return found.flatMap((one) => {
    if (one.type === 'import-meta') return [{ start: one.start, end: one.end, text: NAMES.meta }]
    if (one.type !== 'dynamic') return []
    return [{ start: one.importStart, end: one.dynamicStart, text: NAMES.bring }]
  })
}

/** The person's own `require`, made with createRequire, keeps its name. */
function withLinks(code: string, imports: string[]): string {
  return code.replace(/(?<![.\w$])require\('([^'\n]*)'\);/g, (call, specifier: string) =>
    imports.includes(specifier) ? call.replace('require', NAMES.link) : call,
  )
}

function back({ line, column }: Place, map: SourceMap): Place {
  const entry = map.findEntry(line - 1, column - 1)
  return 'originalLine' in entry
    ? { line: entry.originalLine + 1, column: entry.originalColumn + 1 }
    : { line, column }
}
