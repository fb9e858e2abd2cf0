import path from 'node:path'
import { COMPUTED, type Import, type Source } from './source.js'

/** Who may know whom. `*` stands for one folder name; a zone may always import from itself. */
export interface Rules {
  zones: Record<string, { imports: string[]; types?: string[] }>
  packages: { names: string[]; at: string[]; typesAnywhere?: boolean; why: string }[]
  process: string[]
}

/** One sentence for each import that the rules do not allow. */
export function violations(sources: Source[], rules: Rules): string[] {
  return sources.flatMap((source) => [
    ...source.imports.flatMap((found) => judge(source.file, found, rules)),
    ...judgeProcess(source, rules),
  ])
}

function judge(file: string, found: Import, rules: Rules): string[] {
  const problem = problemOf(file, found, rules)
  return problem === undefined ? [] : [`${file} imports ${found.specifier}: ${problem}`]
}

function problemOf(file: string, found: Import, rules: Rules): string | undefined {
  if (found.specifier === COMPUTED) return 'a computed import cannot be checked'
  return found.specifier.startsWith('.') ? judgeFile(file, found, rules) : judgePackage(file, found, rules)
}

function judgeFile(file: string, { specifier, typeOnly }: Import, { zones }: Rules): string | undefined {
  const target = path.posix.join(path.posix.dirname(file), specifier)
  const [from, to] = [zoneOf(file), zoneOf(target)]
  if (from === to) return undefined
  const row = Object.entries(zones).find(([zone]) => matches(from, zone))?.[1]
  if (row === undefined) return `${from} has no row in the table`
  const allowed = [...row.imports, ...(typeOnly ? (row.types ?? []) : [])]
  if (allowed.some((zone) => matches(to, zone) || matches(target, `src/${zone}`))) return undefined
  return `${from} may not import ${typeOnly ? 'types ' : ''}from ${to}`
}

function judgePackage(
  file: string,
  { specifier, typeOnly }: Import,
  { packages }: Rules,
): string | undefined {
  const rule = packages.find(({ names }) => names.some((name) => `${specifier}/`.startsWith(`${name}/`)))
  if (rule === undefined || (typeOnly && rule.typesAnywhere === true)) return undefined
  return rule.at.some((place) => file.startsWith(place)) ? undefined : rule.why
}

function judgeProcess({ file, imports, mentionsProcess }: Source, rules: Rules): string[] {
  const touches = mentionsProcess || imports.some(({ specifier }) => /^(node:)?process$/.test(specifier))
  return touches && !rules.process.includes(file)
    ? [`${file} touches process: take what you need as an argument`]
    : []
}

/** `src/commands/lock/wait.ts` is in `commands/lock`, `src/commands/io.ts` in `commands`, `src/cli.ts` in `cli`. */
function zoneOf(file: string): string {
  if (!file.startsWith('src/')) return file
  const [, top = '', ...rest] = file.replace(/\.[jt]s$/, '').split('/')
  const divided = top === 'patterns' || top === 'commands'
  return divided && rest.length > 1 ? `${top}/${rest[0]}` : top
}

function matches(name: string, pattern: string): boolean {
  return new RegExp(`^${pattern.replace('*', '[^/]+')}$`).test(name)
}
