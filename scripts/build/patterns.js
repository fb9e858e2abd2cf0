import { existsSync, readdirSync } from 'node:fs'

/** A folder of src/patterns with an index.ts is a pattern, and part of the published library. */
export function patternNames() {
  return readdirSync('src/patterns')
    .filter((name) => existsSync(`src/patterns/${name}/index.ts`))
    .sort()
}
