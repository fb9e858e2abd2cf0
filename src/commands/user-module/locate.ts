import { statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** TypeScript lets a person import './util.js' and means util.ts. */
const WRITTEN_AS: Record<string, string> = { '.js': '.ts', '.mjs': '.mts', '.cjs': '.cts' }

const LEFT_OUT = ['.ts', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json']

/** Of a package, or of Node itself: the file that is meant is theirs to find. */
export function isPackage(specifier: string): boolean {
  return !/^(\.{1,2}(\/|$)|\/|file:)/.test(specifier)
}

/** The file that a path in an import means, if there is one. */
export function locate(specifier: string, parent: string): string | undefined {
  const target = specifier.startsWith('file:')
    ? fileURLToPath(specifier)
    : path.resolve(path.dirname(parent), specifier)
  return candidates(target).find((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
}

function candidates(target: string): string[] {
  const extension = path.extname(target)
  const source = WRITTEN_AS[extension]
  return [
    target,
    ...(source === undefined ? [] : [target.slice(0, -extension.length) + source]),
    ...LEFT_OUT.map((one) => target + one),
    ...LEFT_OUT.map((one) => path.join(target, `index${one}`)),
  ]
}
