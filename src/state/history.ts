import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { type Place, stateFolder } from './folder.js'

/** Nobody but the person may read what was typed. */
const PRIVATE = 0o600

/** The lines typed at a prompt, the newest first. Where it cannot be read or written there is none. */
export class HistoryFile {
  readonly path: string
  readonly #most: number

  constructor(place: Place, name: string, most: number) {
    this.path = join(stateFolder(place), name)
    this.#most = most
  }

  load(): string[] {
    try {
      return readFileSync(this.path, 'utf8').split('\n').filter(Boolean).toReversed().slice(0, this.#most)
    } catch {
      return []
    }
  }

  /** Written beside the old one and then put in its place: a crash leaves one of the two. */
  save(lines: readonly string[]): void {
    const beside = `${this.path}.${randomBytes(4).toString('hex')}`
    const text = lines
      .slice(0, this.#most)
      .toReversed()
      .map((line) => `${line}\n`)
      .join('')
    try {
      mkdirSync(dirname(this.path), { recursive: true })
      writeFileSync(beside, text, { mode: PRIVATE })
      renameSync(beside, this.path)
    } catch {
      // To remember is no promise.
    } finally {
      rmSync(beside, { force: true })
    }
  }
}
