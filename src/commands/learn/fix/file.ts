import { existsSync, unwatchFile, watchFile } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { UsageError } from '../../../scenario/errors.js'

/** An editor may replace the file instead of writing to it; its name is asked so often. */
const LOOK_EVERY_MS = 200

/**
 * The file that the learner edits. What is there already is never overwritten.
 *
 * @throws {UsageError} where it cannot be written.
 */
export class LearnersFile {
  /** As a person would type it. */
  readonly name: string
  readonly #folder: string

  constructor(folder: string, name: string) {
    this.#folder = folder
    this.name = path.join(folder, name)
  }

  /** @returns whether it was written, and was not there before. */
  async begin(text: string): Promise<boolean> {
    await mkdir(this.#folder, { recursive: true }).catch(cannotWrite)
    return this.#write(text)
  }

  /** @returns under which name the file that was there is kept, if there was one. */
  async beginAgain(text: string): Promise<string | undefined> {
    const kept = await this.#keep()
    await this.#write(text)
    return kept
  }

  /** Calls back when it is saved. @returns what ends that. */
  watch(onSave: () => void): () => void {
    watchFile(this.name, { interval: LOOK_EVERY_MS }, onSave)
    return () => unwatchFile(this.name, onSave)
  }

  async #write(text: string): Promise<boolean> {
    try {
      await writeFile(this.name, text, { flag: 'wx' })
      return true
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
      return cannotWrite(error)
    }
  }

  async #keep(): Promise<string | undefined> {
    if (!existsSync(this.name)) return undefined
    const { dir, name, ext } = path.parse(this.name)
    let number = 1
    while (existsSync(path.join(dir, `${name}.${number}${ext}`))) number++
    const kept = path.join(dir, `${name}.${number}${ext}`)
    await rename(this.name, kept).catch(cannotWrite)
    return kept
  }
}

function cannotWrite(error: unknown): never {
  throw new UsageError(
    `the file cannot be written: ${(error as Error).message}`,
    'give another folder to --files',
    {
      cause: error,
    },
  )
}
