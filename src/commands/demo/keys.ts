import { emitKeypressEvents, type Key } from 'node:readline'
import { createInterface } from 'node:readline/promises'
import { Interrupted, type Io } from '../io.js'

export type Turn = 'next' | 'back' | 'quit' | 'redraw'

/** Whoever leads an audience through the slides. */
export interface Leader {
  /** Resolves with what to do next; at the latest after so many milliseconds with `next`. */
  turn(withinMs: number): Promise<Turn>
  close(): void
}

/** The keys of presenters' remotes, pagers and editors alike. */
const TURNS: Readonly<Record<string, Turn>> = {
  ...turns('next', ['right', 'down', 'pagedown', 'space', 'return', 'enter', 'n']),
  ...turns('back', ['left', 'up', 'pageup', 'backspace', 'b', 'p']),
  ...turns('quit', ['q', 'escape']),
}

function turns(turn: Turn, keys: readonly string[]): Record<string, Turn> {
  return Object.fromEntries(keys.map((key) => [key, turn]))
}

/** Reads single keys from a terminal, which `close` leaves as it was. A resized terminal is a turn, too. */
export function keyLeader(io: Io): Leader {
  const stdin = io.stdin as Io['stdin'] & { setRawMode?(raw: boolean): void }
  const pressed = new Turns()
  const onKey = (text: string | undefined, key: Key) => {
    const turn = TURNS[key.name ?? text ?? '']
    if (key.ctrl === true && key.name === 'c') pressed.fail(new Interrupted())
    else if (turn !== undefined) pressed.add(turn)
  }
  const onResize = () => pressed.add('redraw')
  emitKeypressEvents(stdin)
  stdin.setRawMode?.(true)
  stdin.on('keypress', onKey)
  io.stdout.on('resize', onResize)
  stdin.resume()
  return {
    turn: (withinMs) => pressed.next(withinMs, io.signal),
    close() {
      stdin.off('keypress', onKey)
      io.stdout.off('resize', onResize)
      stdin.setRawMode?.(false)
      stdin.pause()
    },
  }
}

/** Reads whole lines, for those who must not be repainted. */
export function lineLeader(io: Io): Leader {
  const terminal = createInterface({ input: io.stdin, output: io.stderr, terminal: false })
  return {
    async turn() {
      const said = await terminal.question('Enter: next, b: back, q: quit ', { signal: io.signal })
      return TURNS[said.trim().toLowerCase()] ?? 'next'
    },
    close: () => terminal.close(),
  }
}

/** Nobody leads: the slides follow each other in their time. */
export function noLeader(io: Io): Leader {
  const never = new Turns()
  return { turn: (withinMs) => never.next(withinMs, io.signal), close: () => {} }
}

/** Turns that were asked for and not yet taken. */
class Turns {
  readonly #asked: Turn[] = []
  #failure: Error | undefined
  #wake: () => void = () => {}

  add(turn: Turn): void {
    this.#asked.push(turn)
    this.#wake()
  }

  fail(failure: Error): void {
    this.#failure = failure
    this.#wake()
  }

  async next(withinMs: number, signal: AbortSignal): Promise<Turn> {
    if (this.#asked.length === 0 && this.#failure === undefined) await this.#woken(withinMs, signal)
    signal.throwIfAborted()
    if (this.#failure !== undefined) throw this.#failure
    return this.#asked.shift() ?? 'next'
  }

  #woken(withinMs: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      let timer: NodeJS.Timeout | undefined
      const wake = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', wake)
        resolve()
      }
      if (withinMs !== Infinity) timer = setTimeout(wake, withinMs)
      this.#wake = wake
      signal.addEventListener('abort', wake)
    })
  }
}
