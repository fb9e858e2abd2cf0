import { SourceMap } from 'node:module'
import { type Import, parse, type StaticImport } from 'es-module-lexer/js'
import { type Transform, transform } from 'sucrase'

/** A person's file as the body of a function. Each line stays where it was. */
export interface Compiled {
  code: string
  /** Written with `import` or `export`, not with `require`. */
  isModule: boolean
  /** What it imports before it runs. */
  imports: string[]
  /** Where a place of the code is in the person's file. */
  original(place: Place): Place
}

/** Both count from 1. */
export interface Place {
  line: number
  column: number
}

/** What stands in the code for `require` where an import was, for `import(…)`, and for `import.meta`. */
export const NAMES = { link: '$require', bring: '$import', meta: '$importMeta' }

export function compile(file: string, text: string): Compiled {
  return file.endsWith('.json') ? compileJson(text) : compileScript(file, text)
}

function compileJson(text: string): Compiled {
  const code = `module.exports = JSON.parse(${JSON.stringify(text)})`
  return { code, isModule: false, imports: [], original: (place) => place }
}

function compileScript(file: string, text: string): Compiled {
  const script = text.replace(/^#!/, '//')
  const plain = pass(file, script, /\.[cm]?ts$/.test(file) ? ['typescript'] : [])
  const [found, , , hasModuleSyntax] = parse(plain.code)
  const isModule = hasModuleSyntax || /\.m[jt]s$/.test(file)
  const code = withNames(plain.code, found)
  const linked = isModule ? pass(file, code, ['imports']) : { code, maps: [] }
  const maps = [...linked.maps, ...plain.maps]
  const imports = found.flatMap((one) => (isStatic(one) ? [one.specifier] : []))
  return {
    code: withLinks(linked.code, imports),
    isModule,
    imports,
    original: (place) => maps.reduce(back, place),
  }
}

function pass(file: string, text: string, transforms: Transform[]): { code: string; maps: SourceMap[] } {
  const { code, sourceMap } = transform(text, {
    transforms,
    filePath: file,
    disableESTransforms: true,
    preserveDynamicImport: true,
    // What is linked is a namespace, with its default export under that name: nothing is to be guessed.
    enableLegacyTypeScriptModuleInterop: true,
    sourceMapOptions: { compiledFilename: file },
  })
  return { code, maps: sourceMap ? [new SourceMap({ ...sourceMap, sourcesContent: [] } as never)] : [] }
}

function isStatic(one: Import): one is StaticImport {
  return one.type === 'static' || one.type === 'reexport-star'
}

/** From the last to the first, for each changes where the later ones are. */
function withNames(code: string, found: readonly Import[]): string {
  return found.toReversed().reduce((text, one) => {
    if (one.type === 'import-meta') return splice(text, one.start, one.end, NAMES.meta)
    if (one.type === 'dynamic') return splice(text, one.importStart, one.dynamicStart, NAMES.bring)
    return text
  }, code)
}

function splice(text: string, start: number, end: number, name: string): string {
  return text.slice(0, start) + name + text.slice(end)
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
