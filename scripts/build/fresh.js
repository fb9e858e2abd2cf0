import { readdirSync, statSync } from 'node:fs'
import path from 'node:path'

/** What the build reads. Folders are looked at too: a deleted file changes its folder. */
const INPUTS = [
  'src',
  'scripts/build',
  'scripts/build.js',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.types.json',
]

/** dist/cli.cjs is the last file that a build writes. */
export function isFresh() {
  const built = statSync('dist/cli.cjs', { throwIfNoEntry: false })?.mtimeMs ?? 0
  return INPUTS.flatMap(within).every((input) => statSync(input).mtimeMs < built)
}

/** @param {string} input */
function within(input) {
  if (!statSync(input).isDirectory()) return [input]
  const names = readdirSync(input, { recursive: true, encoding: 'utf8' })
  return [input, ...names.map((name) => path.join(input, name))]
}
