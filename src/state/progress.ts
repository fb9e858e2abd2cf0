import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { dirname, join } from 'node:path'
import { type Place, stateFolder } from './folder.js'

/** Raised when a field changes meaning or goes away. New fields do not raise it. */
const SCHEMA = 1

/** What a person has done so far, by name, so that it survives new scenarios and another order. */
export interface Progress {
  /** Scenarios that ran to their end, by pattern. */
  seen: Record<string, string[]>
  /** Of each lesson, by its id, what was solved and where one was. Absent before the first. */
  learned?: Record<string, Learned>
}

/** What of one lesson a person has done. */
export interface Learned {
  /** The ids of its questions and exercises that were solved. */
  readonly solved: readonly string[]
  /** The title of the screen that was open last. */
  readonly screen: string | undefined
}

const ELSEWHERE = 'look at who may write there, or set XDG_STATE_HOME to another folder'

/** The file that remembers progress. A damaged one is kept aside, one of a newer version is left alone. */
export class ProgressFile {
  readonly path: string

  constructor(place: Place) {
    this.path = join(stateFolder(place), 'progress.json')
  }

  /** @throws {ProgressError} when there is a file that cannot be used. */
  load(): Progress {
    const text = this.#stored()
    if (text === undefined) return { seen: {} }
    const stored = parsed(text)
    if (stored === undefined) throw this.#keptAside()
    if (stored.schema !== SCHEMA)
      throw new ProgressError(`${this.path} was written by another version`, 'use the version that wrote it')
    return stored
  }

  /** As it would be written now, for another machine. @throws {ProgressError} */
  text(): string {
    return written(this.load())
  }

  /** @throws {ProgressError} when it cannot be written; what was there before is there still. */
  save(progress: Progress): void {
    try {
      this.#replace(written(progress))
    } catch (error) {
      throw new ProgressError(`progress cannot be kept: ${(error as Error).message}`, ELSEWHERE)
    }
  }

  /** Written beside the old one and then put in its place: a crash leaves one of the two. */
  #replace(text: string): void {
    mkdirSync(dirname(this.path), { recursive: true })
    const beside = `${this.path}.${randomBytes(4).toString('hex')}`
    try {
      writeFileSync(beside, text)
      renameSync(beside, this.path)
    } finally {
      rmSync(beside, { force: true })
    }
  }

  #stored(): string | undefined {
    try {
      return readFileSync(this.path, 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw new ProgressError(`progress cannot be read: ${(error as Error).message}`, ELSEWHERE)
    }
  }

  #keptAside(): ProgressError {
    const aside = `${this.path}.damaged-${randomBytes(4).toString('hex')}`
    try {
      renameSync(this.path, aside)
    } catch {
      return new ProgressError(`${this.path} is damaged, and cannot be moved out of the way`, ELSEWHERE)
    }
    return new ProgressError(`the progress file was damaged; it is kept as ${aside}`, 'run it again', true)
  }
}

/** What is known of earlier progress cannot be used; the message is for the person. */
export class ProgressError extends Error {
  override readonly name = 'ProgressError'
  constructor(
    message: string,
    /** What to do: one line. */
    readonly hint: string,
    /** The file is out of the way, and another one can be written. */
    readonly isKeptAside = false,
  ) {
    super(message)
  }
}

function written(progress: Progress): string {
  return `${JSON.stringify({ schema: SCHEMA, ...progress }, null, 2)}\n`
}

/** What such a file holds; undefined when it is damaged, or of another version. */
export function parseProgress(text: string): Progress | undefined {
  const stored = parsed(text)
  return stored?.schema === SCHEMA ? stored : undefined
}

function parsed(text: string): (Progress & { schema: number }) | undefined {
  try {
    const value = JSON.parse(text) as Partial<Progress & { schema: number }> | null
    if (typeof value?.schema !== 'number') return undefined
    if (value.schema === SCHEMA && !(isSeen(value.seen) && isLearned(value.learned))) return undefined
    return value as Progress & { schema: number }
  } catch {
    return undefined
  }
}

function isSeen(seen: unknown): boolean {
  return (
    typeof seen === 'object' &&
    seen !== null &&
    Object.values(seen).every(
      (names) => Array.isArray(names) && names.every((name) => typeof name === 'string'),
    )
  )
}

function isLearned(learned: unknown): boolean {
  if (learned === undefined) return true
  if (typeof learned !== 'object' || learned === null) return false
  return Object.values(learned as Record<string, Partial<Learned> | null>).every((one) =>
    Array.isArray(one?.solved),
  )
}
