import { parseDocument } from 'yaml'
import { LessonProblem, type Place } from './problem.js'

/** The YAML fields of a block, each read as what it must be. */
export class Fields {
  readonly #values: Readonly<Record<string, unknown>>
  readonly #place: Place
  readonly #read = new Set<string>()

  constructor(values: Readonly<Record<string, unknown>>, place: Place) {
    this.#values = values
    this.#place = place
  }

  text(name: string): string {
    return this.optionalText(name) ?? this.#missing(name)
  }

  optionalText(name: string): string | undefined {
    const value = this.#take(name)
    if (value === undefined || value === null) return undefined
    if (typeof value === 'object') throw this.#problem(`${name} is not a text`, `write ${name}: and a text`)
    return plain(value).trim()
  }

  number(name: string): number {
    return this.optionalNumber(name) ?? this.#missing(name)
  }

  optionalNumber(name: string): number | undefined {
    const value = this.#take(name)
    if (value === undefined) return undefined
    if (typeof value !== 'number') throw this.#problem(`${name} is not a number`, `write ${name}: 3`)
    return value
  }

  flag(name: string): boolean {
    return this.#take(name) === true
  }

  /** One a line, or a list. */
  lines(name: string): string[] {
    const value = this.#take(name) ?? []
    const all = Array.isArray(value) ? value.map(plain) : plain(value).split('\n')
    return all.map((line) => line.trim()).filter((line) => line !== '')
  }

  list(name: string): Fields[] {
    const value = this.#take(name) ?? []
    if (!Array.isArray(value)) throw this.#problem(`${name} is not a list`, `write each entry after "- "`)
    return value.map((entry) => new Fields(entry as Record<string, unknown>, this.#place))
  }

  /** @throws {LessonProblem} when there is a field that nobody has asked for: it is misspelt. */
  end(): void {
    const strange = Object.keys(this.#values).find((name) => !this.#read.has(name))
    if (strange === undefined) return
    throw this.#problem(`"${strange}" is no field here`, `there are ${[...this.#read].join(', ')}`)
  }

  #take(name: string): unknown {
    this.#read.add(name)
    return this.#values[name]
  }

  #missing(name: string): never {
    throw this.#problem(`${name} is missing`, `write ${name}: and a value`)
  }

  #problem(what: string, hint: string): LessonProblem {
    return new LessonProblem(this.#place.file, this.#place.line, what, hint)
  }
}

/** A scalar of YAML as text. */
function plain(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** @throws {LessonProblem} when the text is no YAML, or no fields. */
export function readFields(text: string, place: Place): Fields {
  const document = parseDocument(text)
  const [error] = document.errors
  if (error !== undefined) {
    const line = place.line + (error.linePos?.[0].line ?? 1) - 1
    throw new LessonProblem(
      place.file,
      line,
      (error.message.split('\n')[0] ?? '').replace(/ at line.*/, ''),
      'it must be YAML',
    )
  }
  const values: unknown = document.toJS()
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new LessonProblem(place.file, place.line, 'there are no fields', 'write them as "name: value"')
  }
  return new Fields(values as Record<string, unknown>, place)
}
