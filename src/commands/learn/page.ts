import type { Renderer } from '../../render/index.js'
import { visible } from '../../render/text/escape.js'
import { textWidth } from '../../render/text/width.js'
import { wrap } from '../../render/text/wrap.js'
import type { Event } from '../../scenario/event.js'
import { type Io, writer } from '../io.js'

/** Where a lesson is shown, piece by piece: each is on the screen before the next question is asked. */
export class Page {
  readonly #screen: Renderer
  readonly #write: (text: string) => Promise<void>
  readonly #width: () => number

  constructor(screen: Renderer, width: () => number, io: Io) {
    this.#screen = screen
    this.#width = width
    this.#write = writer(io.stdout)
  }

  async show(...events: readonly Event[]): Promise<void> {
    for (const event of events) await this.#screen.event(event)
    await this.#screen.end()
  }

  async say(text: string): Promise<void> {
    await this.show({ type: 'note', text })
  }

  async heading(id: string, title: string): Promise<void> {
    await this.show({ type: 'chapter', id, title, text: '' })
  }

  /** As it is written, indented. */
  async code(text: string): Promise<void> {
    await this.#write('\n')
    await this.lines(text.split('\n').map((line) => `  ${line}`))
  }

  /** Lines such as those of a reply, close to each other. What is too long goes on below. */
  async lines(texts: readonly string[]): Promise<void> {
    const lines = texts.flatMap((text) => wrapKept(visible(text), this.#width() - INDENT.length))
    await this.#write(lines.map((line) => `${INDENT}${line}\n`).join(''))
  }

  /** Paragraphs, lists and tables. */
  async prose(markdown: string): Promise<void> {
    for (const block of markdown.split(/\n{2,}/)) {
      if (block.startsWith('|')) await this.show(tableOf(block))
      else for (const text of paragraphs(block)) await this.say(text)
    }
  }
}

const INDENT = '  '

/** Wrapped between words where it must be; spaces inside a line that fits stay. */
function wrapKept(line: string, width: number): string[] {
  return textWidth(line) <= width ? [line.trimEnd()] : wrap(line, width)
}

/** The items of a list, or the one paragraph. */
function paragraphs(block: string): string[] {
  const items = block.split(/\n(?=(?:[-*]|\d+\.) )/)
  return items.map((item) => words(item.replaceAll(/\s*\n\s*/g, ' ')))
}

/** Text without the marks of Markdown, but for backticks, which say what is code. */
function words(text: string): string {
  return text.replaceAll(/\*\*(.+?)\*\*/g, '$1').replaceAll(/\[([^\]]+)\]\([^)]+\)/g, '$1')
}

function tableOf(block: string): Event {
  const [head = '', , ...rows] = block.split('\n')
  return {
    type: 'table',
    id: 'table',
    title: '',
    columns: cells(head).map((label) => ({ label })),
    rows: rows.map(cells),
  }
}

function cells(row: string): string[] {
  return row
    .replaceAll(/^\||\|$/g, '')
    .split('|')
    .map((cell) => words(cell.trim()))
}
