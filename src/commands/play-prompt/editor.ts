import { createInterface, type Interface } from 'node:readline/promises'
import { visible } from '../../render/text/escape.js'
import { fit } from '../../render/text/fit.js'
import { textWidth } from '../../render/text/width.js'
import { span } from '../../render/text/line.js'
import { HistoryFile } from '../../state/history.js'
import type { Io } from '../io.js'
import { accessible } from '../screen.js'
import type { Screen } from './screen.js'
import { isSecret } from './secrets.js'

const MOST_HISTORY = 500
const CLEAR_BELOW = '\u001b[J'

export interface EditorOptions {
  /** The name of the file that keeps what was typed. */
  history: string
  complete: (line: string) => Promise<[string[], string]>
  /** What to show below the line while it is typed. */
  hint: (line: string, width: number) => string
  /** Ctrl-C; `line` is what was typed so far, which is gone then. */
  onInterrupt: (line: string) => void
}

/** A line editor on the terminal: history, completion, a hint below the line. */
export class Editor {
  readonly #io: Io
  readonly #screen: Pick<Screen, 'paint'>
  readonly #options: EditorOptions
  readonly #readline: Interface
  readonly #history: HistoryFile
  readonly #hints: boolean
  /** Lines that were entered and not taken yet, as when several are pasted. */
  readonly #entered: string[] = []
  #taker: ((line: string | undefined) => void) | undefined
  #prompt = ''
  /** Is there anything below the line? */
  #below = false
  #closed = false

  constructor(options: EditorOptions, screen: Pick<Screen, 'paint'>, io: Io) {
    this.#io = io
    this.#screen = screen
    this.#options = options
    this.#hints = !accessible(io) && io.env.TERM !== 'dumb'
    this.#history = new HistoryFile(io, options.history, MOST_HISTORY)
    this.#readline = createInterface({
      input: io.stdin,
      output: io.stdout,
      terminal: true,
      completer: (line: string) => this.#complete(line),
      history: this.#history.load(),
      historySize: MOST_HISTORY,
      removeHistoryDuplicates: true,
    })
    this.#listen()
  }

  /** Are there more lines already, which nobody has read a question before? */
  get isAhead(): boolean {
    return this.#entered.length > 0
  }

  /** The next line; undefined at Ctrl-D. */
  async next(prompt: string): Promise<string | undefined> {
    this.#setPrompt(prompt)
    const entered = this.#entered.shift()
    if (entered !== undefined) {
      this.#io.stdout.write(`${this.#readline.getPrompt()}${visible(entered)}\n`)
      return entered
    }
    if (this.#closed) return undefined
    this.#readline.prompt()
    return new Promise((resolve) => (this.#taker = resolve))
  }

  /** Another prompt in front of a line that is still empty. */
  restart(prompt: string): void {
    this.#setPrompt(prompt)
    this.#readline.prompt()
  }

  /** Shows something while a line is being typed, and the line again below it. */
  async interject(show: () => Promise<void>): Promise<void> {
    if (this.#taker === undefined) return show()
    this.#io.stdout.write(this.#hints ? `\r${CLEAR_BELOW}` : '\n')
    await show()
    this.#readline.prompt(true)
    this.#drawHint()
  }

  close(): void {
    this.#closed = true
    this.#readline.close()
  }

  #listen(): void {
    this.#readline.on('line', (line) => this.#take(line))
    this.#readline.on('close', () => this.#end())
    this.#readline.on('SIGINT', () => this.#interrupt())
    this.#readline.on('history', (lines: string[]) =>
      this.#history.save(lines.filter((line) => !isSecret(line))),
    )
    this.#io.stdin.on('keypress', this.#drawHint)
  }

  #setPrompt(prompt: string): void {
    this.#prompt = `${prompt} `
    this.#readline.setPrompt(this.#screen.paint([span(this.#prompt, 'actor')]))
  }

  #take(line: string): void {
    if (this.#below) this.#io.stdout.write(CLEAR_BELOW)
    this.#below = false
    if (this.#taker === undefined) this.#entered.push(line)
    else this.#give(line)
  }

  #give(line: string | undefined): void {
    const taker = this.#taker
    this.#taker = undefined
    taker?.(line)
  }

  #end(): void {
    this.#closed = true
    this.#io.stdin.off('keypress', this.#drawHint)
    if (this.#taker !== undefined) this.#io.stdout.write(`${this.#hints ? CLEAR_BELOW : ''}\n`)
    this.#give(undefined)
  }

  #interrupt(): void {
    const { line } = this.#readline
    // To its end, and from there back to its start.
    this.#readline.write(null, { ctrl: true, name: 'e' })
    this.#readline.write(null, { ctrl: true, name: 'u' })
    this.#drawHint()
    this.#options.onInterrupt(line)
  }

  async #complete(line: string): Promise<[string[], string]> {
    const found = await this.#options.complete(line)
    // The list of what fits is written where the hint is.
    if (this.#hints && this.#taker !== undefined) this.#writeBelow('')
    // Once what was found is in the line.
    setImmediate(this.#drawHint)
    return found
  }

  readonly #drawHint = (): void => {
    if (!this.#hints || this.#taker === undefined) return
    const width = (this.#io.stdout.columns ?? 80) - 1
    const { line } = this.#readline
    if (textWidth(this.#prompt + line) >= width) return
    this.#writeBelow(fit(this.#options.hint(line, width), width, '…'))
  }

  /** On the line below, and back: a newline makes room where the screen ends. */
  #writeBelow(text: string): void {
    if (text === '' && !this.#below) return
    this.#below = text !== ''
    const { cols } = this.#readline.getCursorPos()
    const shown = this.#screen.paint([span(text, 'quiet')])
    this.#io.stdout.write(`\n\u001b[2K${shown}\u001b[1A\u001b[${cols + 1}G`)
  }
}
