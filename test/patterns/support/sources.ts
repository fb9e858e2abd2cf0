import { readdirSync } from 'node:fs'
import { join } from 'node:path'

export const PATTERNS = join(import.meta.dirname, '../../../src/patterns')

/** The files of all patterns whose path ends so. */
export function filesOf(ending: string): string[] {
  return readdirSync(PATTERNS, { recursive: true, encoding: 'utf8' })
    .map((file) => join(PATTERNS, file))
    .filter((file) => file.endsWith(ending))
    .sort()
}
