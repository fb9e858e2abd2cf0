import { readFields } from './fields.js'
import type { Lesson, Part, Screen } from './lesson.js'
import { LessonProblem } from './problem.js'
import { partOfFence } from './fence.js'

/** Reads a lesson from its Markdown. @throws {LessonProblem} with file and line. */
export function readLesson(file: string, markdown: string): Lesson {
  const lines = markdown.split(/\r?\n/)
  const end = lines.indexOf('---', 1)
  if (lines[0] !== '---' || end === -1) {
    throw new LessonProblem(
      file,
      1,
      'there is no front matter',
      'begin with ---, id, title and minutes, and ---',
    )
  }
  const front = readFields(lines.slice(1, end).join('\n'), { file, line: 2 })
  const lesson = {
    id: front.text('id'),
    title: front.text('title'),
    pattern: front.optionalText('pattern'),
    minutes: front.number('minutes'),
    needs: front.lines('needs'),
    screens: new Reader(file, lines, end + 1).screens(),
  }
  front.end()
  return lesson
}

const FENCE = /^```(\S*)\s*$/
const DOCS = /^<!-- docs: (\S+) ?(.*?) -->$/
const DOCS_END = '<!-- docs: end -->'

class Reader {
  readonly #file: string
  readonly #lines: readonly string[]
  #at: number
  #screens: { title: string; parts: Part[] }[] = []
  #prose: string[] = []

  constructor(file: string, lines: readonly string[], at: number) {
    this.#file = file
    this.#lines = lines
    this.#at = at
  }

  screens(): Screen[] {
    while (this.#at < this.#lines.length) this.#next()
    this.#endProse()
    return this.#screens.filter(({ parts }) => parts.length > 0)
  }

  #next(): void {
    const line = this.#lines[this.#at] ?? ''
    const heading = /^##? (.*)$/.exec(line)?.[1]
    if (heading !== undefined) return this.#begin(heading)
    const docs = DOCS.exec(line)
    if (docs !== null) return this.#docs(docs[1] ?? '', docs[2] ?? '')
    const fence = FENCE.exec(line)
    if (fence !== null) return this.#fence(fence[1] ?? '')
    this.#prose.push(line)
    this.#at++
  }

  #begin(title: string): void {
    this.#endProse()
    this.#screens.push({ title, parts: [] })
    this.#at++
  }

  /** A block that `npm run docs` fills: a run is run again, live; anything else is shown as it stands. */
  #docs(kind: string, argument: string): void {
    const start = this.#at + 1
    const end = this.#lines.indexOf(DOCS_END, start)
    if (end === -1) throw this.#problem(`the block "docs: ${kind}" has no end`, `add ${DOCS_END}`)
    if (kind !== 'run') {
      this.#at = start
      while (this.#at < end) this.#next()
      this.#at = end + 1
      return
    }
    this.#add({ kind: 'run', command: argument, recorded: unfenced(this.#lines.slice(start, end)) })
    this.#at = end + 1
  }

  #fence(info: string): void {
    const start = this.#at + 1
    const end = this.#lines.indexOf('```', start)
    if (end === -1) throw this.#problem(`the block "${info}" has no end`, 'add ```')
    const text = this.#lines.slice(start, end).join('\n')
    this.#add(partOfFence(info, text, { file: this.#file, line: start + 1 }))
    this.#at = end + 1
  }

  #add(part: Part): void {
    this.#endProse()
    if (this.#screens.length === 0) throw this.#problem('there is no heading yet', 'begin with # and a title')
    this.#screens.at(-1)?.parts.push(part)
  }

  #endProse(): void {
    const text = this.#prose.join('\n').trim()
    this.#prose = []
    if (text !== '') this.#add({ kind: 'prose', text })
  }

  #problem(what: string, hint: string): LessonProblem {
    return new LessonProblem(this.#file, this.#at + 1, what, hint)
  }
}

function unfenced(lines: readonly string[]): string {
  return lines
    .filter((line) => !line.startsWith('```'))
    .join('\n')
    .trim()
}
