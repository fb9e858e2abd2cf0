import type { Renderer } from '../../render/index.js'
import type { Event } from '../../scenario/event.js'
import { type Io, writer } from '../io.js'

/** Where a lesson is shown, piece by piece: each is on the screen before the next question is asked. */
export class Page {
  readonly #screen: Renderer
  readonly #write: (text: string) => Promise<void>

  constructor(screen: Renderer, io: Io) {
    this.#screen = screen
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
    const lines = text.split('\n').map((line) => `    ${line}`.trimEnd())
    await this.#write(`\n${lines.join('\n')}\n`)
  }

  /** One line, at once, such as a reply. */
  async line(text: string): Promise<void> {
    await this.#write(`  ${text}\n`)
  }

  /** Paragraphs, lists and tables. */
  async prose(markdown: string): Promise<void> {
    for (const block of markdown.split(/\n{2,}/)) {
      if (block.startsWith('|')) await this.show(tableOf(block))
      else for (const text of paragraphs(block)) await this.say(text)
    }
  }
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
