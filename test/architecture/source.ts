import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type ESTree, parseSync, Visitor } from 'rolldown/utils'

/** What one file of src says about what it knows of the others. */
export interface Source {
  /** From the project's root, with forward slashes: `src/engine/index.ts`. */
  file: string
  imports: Import[]
  mentionsProcess: boolean
}

export interface Import {
  /** As written. */
  specifier: string
  typeOnly: boolean
}

/** The specifier of an import whose target is worked out at run time. */
export const COMPUTED = '(computed)'

export function readSources(root: string): Source[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(root, name.replaceAll('\\', '/')))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readSource(file, readFileSync(file, 'utf8')))
}

export function readSource(file: string, text: string): Source {
  const { program, errors } = parseSync(file, text)
  if (errors.length > 0) throw new Error(`${file} cannot be parsed: ${errors[0]?.message}`)
  return { file, imports: importsOf(program), mentionsProcess: mentions(program, 'process') }
}

function importsOf(program: ESTree.Program): Import[] {
  const imports: Import[] = []
  const add = (source: ESTree.Expression | null, typeOnly: boolean) => {
    if (source !== null) imports.push({ specifier: literal(source), typeOnly })
  }
  new Visitor({
    ImportDeclaration: (node) => add(node.source, node.importKind === 'type' || allTypes(node.specifiers)),
    ExportNamedDeclaration: (node) => add(node.source, node.exportKind === 'type'),
    ExportAllDeclaration: (node) => add(node.source, node.exportKind === 'type'),
    ImportExpression: (node) => add(node.source, false),
    TSImportType: (node) => add(node.source, true),
  }).visit(program)
  return imports
}

/** `import { type A, type B } from` brings nothing at run time; `import './x.js'` does. */
function allTypes(specifiers: ESTree.ImportDeclarationSpecifier[]): boolean {
  const isType = (one: ESTree.ImportDeclarationSpecifier) => 'importKind' in one && one.importKind === 'type'
  return specifiers.length > 0 && specifiers.every(isType)
}

function literal(source: ESTree.Expression): string {
  return source.type === 'Literal' ? String(source.value) : COMPUTED
}

/** Is the name used as a variable? As a property, `signal.process` or `{ process: 1 }`, it is another thing. */
function mentions(program: ESTree.Program, name: string): boolean {
  const used = new Set<number>()
  const properties = new Set<number>()
  new Visitor({
    Identifier: (node) => void (node.name === name && used.add(node.start)),
    MemberExpression: (node) => void (!node.computed && properties.add(node.property.start)),
    Property: (node) => void (!node.shorthand && properties.add(node.key.start)),
    TSPropertySignature: (node) => void properties.add(node.key.start),
  }).visit(program)
  return [...used].some((start) => !properties.has(start))
}
