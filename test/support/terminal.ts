import { type IPty, spawn } from '@lydell/node-pty'
import { afterEach } from 'vitest'
import { bareEnvironment, PROGRAM } from './program.js'

export const ESCAPE = '\u001b'
const open: Terminal[] = []
afterEach(() => open.splice(0).forEach((terminal) => terminal.end()))

/** The built program in a real pseudo-terminal. */
export class Terminal {
  readonly ended: Promise<number>
  readonly #pty: IPty
  readonly #listeners = new Set<() => void>()
  #shown = ''
  #running = true

  constructor(
    args: string[],
    { columns = 80, env = {} }: { columns?: number; env?: Record<string, string> } = {},
  ) {
    this.#pty = spawn(process.execPath, [PROGRAM, ...args], {
      cols: columns,
      rows: 50,
      env: { ...bareEnvironment(), TERM: 'xterm-256color', ...env },
    })
    this.#pty.onData((text) => {
      this.#shown += text
      for (const listener of this.#listeners) listener()
    })
    this.ended = new Promise((resolve) => this.#pty.onExit(({ exitCode }) => resolve(exitCode)))
    void this.ended.then(() => (this.#running = false))
    open.push(this)
  }

  get shown(): string {
    return this.#shown
  }

  /** What is left without colours and cursor movement. */
  get text(): string {
    // oxlint-disable-next-line no-control-regex -- that is what is removed
    return this.#shown.replaceAll(/\u001b\[[0-9;?]*[a-zA-Z]/g, '').replaceAll('\r', '')
  }

  type(keys: string): void {
    this.#pty.write(keys)
  }

  /** Waits for a question and takes the choice that lies so many lines below the first. */
  async choose(question: string, down = 0): Promise<void> {
    await this.shows(question)
    this.type(`${`${ESCAPE}[B`.repeat(down)}\r`)
  }

  /** Waits until a text has been there so many times. */
  async shows(text: string, times = 1): Promise<void> {
    await this.#until(text, () => this.text.split(text).length > times)
  }

  /**
   * Waits for one of several texts after a place, wherever its lines are broken.
   *
   * @returns which one it was, and the place behind it.
   */
  async showsAfter(place: number, ...texts: readonly string[]): Promise<{ text: string; place: number }> {
    const found = () => {
      const shown = this.text.replaceAll(/\s+/g, ' ')
      const places = texts
        .map((text) => ({ text, at: shown.indexOf(text, place) }))
        .filter(({ at }) => at !== -1)
      return places.toSorted((one, other) => one.at - other.at)[0]
    }
    await this.#until(texts.join('" or "'), () => found() !== undefined)
    const { text, at } = found() as { text: string; at: number }
    return { text, place: at + text.length }
  }

  async #until(text: string, isThere: () => boolean): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      const look = () => isThere() && resolve()
      this.#listeners.add(look)
      look()
      void this.ended.then(() => reject(new Error(`it ended without showing "${text}":\n${this.text}`)))
    })
  }

  /** A signal to the program, as `kill` sends it. */
  signal(name: 'SIGTERM' | 'SIGHUP' | 'SIGINT'): void {
    this.#pty.kill(name)
  }

  end(): void {
    if (this.#running) this.#pty.kill('SIGKILL')
  }
}
