import type { RenderOptions } from '../../render/index.js'
import { createBanner } from '../../render/terminal/banner.js'
import type { Event } from '../../scenario/event.js'
import { type Io, writer } from '../io.js'
import { accessible, type Look, renderOptions } from '../screen.js'
import { linesOf, pagesOf } from './picture.js'
import type { Slide } from './slides.js'

/** Where slides are shown. */
export interface Hall {
  open(): void
  /** How many screens the slide takes. */
  pages(slide: Slide): Promise<number>
  show(slide: Slide, page: number, place: string): Promise<void>
  /** Leaves the terminal as it was. */
  close(): void
}

/** A terminal shows one slide at a time; everything else gets them one below the other. */
export function openHall(look: Look, io: Io): Hall {
  const paged = io.stdout.isTTY === true && renderOptions(look, io).format === 'terminal' && !accessible(io)
  return paged ? new PagedHall(look, io) : new ScrollHall(look, io)
}

class ScrollHall implements Hall {
  readonly #options: RenderOptions
  readonly #write: (text: string) => Promise<void>

  constructor(look: Look, io: Io) {
    this.#options = renderOptions(look, io)
    this.#write = writer(io.stdout)
  }

  open(): void {}

  async pages(): Promise<number> {
    return 1
  }

  async show({ events }: Slide): Promise<void> {
    await this.#write(`${(await linesOf(events, this.#options)).join('\n')}\n\n`)
  }

  close(): void {}
}

const OTHER_SCREEN = '\u001b[?1049h\u001b[?25l'
const OWN_SCREEN = '\u001b[?25h\u001b[?1049l'
const CLEARED = '\u001b[2J\u001b[H'
/** The heading, a blank line below it, and one above the foot. */
const CHROME = 7
const FEWEST_LINES = 5

class PagedHall implements Hall {
  readonly #look: Look
  readonly #io: Io

  constructor(look: Look, io: Io) {
    this.#look = look
    this.#io = io
  }

  open(): void {
    this.#io.stdout.write(OTHER_SCREEN)
  }

  async pages(slide: Slide): Promise<number> {
    return (await this.#pages(slide)).length
  }

  async show(slide: Slide, page: number, place: string): Promise<void> {
    const { heading, foot } = createBanner(renderOptions(this.#look, this.#io))
    const lines = (await this.#pages(slide))[page] ?? []
    const blank = '\n'.repeat(Math.max(1, this.#room() - lines.length + 1))
    const top = `${CLEARED}${heading(slide.pattern, slide.title)}\n`
    this.#io.stdout.write(`${top}${lines.join('\n')}${blank}\n${foot(place)}`)
  }

  close(): void {
    this.#io.stdout.write(OWN_SCREEN)
  }

  /** Made anew each time, for the terminal may have been resized. */
  async #pages(slide: Slide): Promise<string[][]> {
    const lines = await linesOf(slide.events.flatMap(underHeading), renderOptions(this.#look, this.#io))
    return pagesOf(lines, this.#room())
  }

  #room(): number {
    return Math.max(FEWEST_LINES, (this.#io.stdout.rows ?? 24) - CHROME)
  }
}

/** The heading says the pattern and the scenario's title already. */
function underHeading(event: Event): Event[] {
  if (event.type === 'run') return []
  return event.type === 'chapter' ? [{ type: 'note', text: event.text }] : [event]
}
