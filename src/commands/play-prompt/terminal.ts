import type { Engine } from '../../engine/engine.js'
import { Interrupted, type Io } from '../io.js'
import { completed } from './complete.js'
import { dots } from './dots.js'
import { Editor } from './editor.js'
import { hintFor } from './hint.js'
import { leave, orStopped } from './leave.js'
import type { PlayOptions } from './params.js'
import { Playground } from './playground.js'
import type { Screen } from './screen.js'
import { isOpen } from './script.js'
import { commandText } from './show.js'
import { seeds } from './seeds.js'

/** A person types. @returns the exit code. */
export async function converse(
  engine: Engine,
  options: PlayOptions,
  screen: Screen,
  io: Io,
): Promise<number> {
  const talk = await Conversation.open(engine, options, screen, io)
  try {
    await orStopped(Promise.race([talk.run(), lost(engine)]), talk.signal)
    return 0
  } finally {
    talk.editor.close()
    await leave(talk.ground, options, io)
  }
}

/** Also while nothing runs: there is nothing left to type to. */
async function lost(engine: Engine): Promise<never> {
  throw await engine.lost
}

class Conversation {
  readonly editor: Editor
  readonly #stop = new AbortController()
  readonly #screen: Screen
  #ground!: Playground
  #running = false
  #unfinished = ''

  private constructor(screen: Screen, io: Io) {
    this.#screen = screen
    this.editor = new Editor(
      {
        history: 'play-history',
        complete: (line) => this.#complete(line),
        hint: (line, width) => hintFor(`${this.#unfinished}${line}`, this.#ground.session.table, width),
        onInterrupt: (line) => this.#interrupt(line),
      },
      screen,
      io,
    )
    io.signal.addEventListener('abort', () => this.#stop.abort(io.signal.reason), { once: true })
  }

  static async open(
    engine: Engine,
    { yes, seed }: PlayOptions,
    screen: Screen,
    io: Io,
  ): Promise<Conversation> {
    const talk = new Conversation(screen, io)
    const confirm = async (command: readonly string[], what: string) => yes || talk.#ask(command, what)
    const onOutcome = (outcome: Parameters<Screen['show']>[0][number]) =>
      void talk.editor.interject(() => screen.show([outcome]))
    talk.#ground = await Playground.open({ engine, confirm, onOutcome }, seed)
    await screen.show([{ type: 'text', text: greeting(engine) }])
    return talk
  }

  get ground(): Playground {
    return this.#ground
  }

  get signal(): AbortSignal {
    return this.#stop.signal
  }

  async run(): Promise<void> {
    const { session } = this.#ground
    while (!session.ended) {
      const line = await this.editor.next(this.#unfinished === '' ? `${session.current.label}>` : '...>')
      if (line === undefined) return
      const text = this.#unfinished + line
      this.#unfinished = isOpen(text) ? `${text}\n` : ''
      if (this.#unfinished === '') await this.#perform(text)
    }
  }

  async #perform(text: string): Promise<void> {
    this.#running = true
    try {
      await this.#screen.show(await this.#ground.run(text))
    } finally {
      this.#running = false
    }
  }

  /** Text that was pasted must not answer what nobody has read. */
  async #ask(command: readonly string[], what: string): Promise<boolean> {
    if (this.editor.isAhead) return false
    const { address } = this.#ground.options.engine
    const words = `${commandText(command)} ${what}, at ${address}.`
    await this.#screen.show([{ type: 'text', text: words }])
    this.#running = false
    const answer = await this.editor.next('Send it? Type yes:')
    this.#running = true
    return answer?.trim().toLowerCase() === 'yes'
  }

  #interrupt(line: string): void {
    if (this.#running) return this.#stop.abort(new Interrupted())
    const { session } = this.#ground
    if (line !== '' || this.#unfinished !== '') this.#drop()
    else if (session.current.waiting) void this.#release()
    else void this.#say('Ctrl-D ends.')
  }

  /** What was typed of a command of several lines is gone, too. */
  #drop(): void {
    if (this.#unfinished === '') return
    this.#unfinished = ''
    this.editor.restart(`${this.#ground.session.current.label}>`)
  }

  async #release(): Promise<void> {
    const { session } = this.#ground
    const { name } = session.current
    await session.renew(name)
    await this.#say(`${name} waits no longer: it has a new connection.`)
    this.editor.restart(`${session.current.label}>`)
  }

  #say(text: string): Promise<void> {
    return this.editor.interject(() => this.#screen.show([{ type: 'text', text }]))
  }

  #complete(line: string): Promise<[string[], string]> {
    const { session } = this.#ground
    const names = session.clients.map(({ name }) => name)
    const words = {
      ...Object.fromEntries(Object.keys(dots).map((name) => [name, []])),
      ...DOT_WORDS,
      client: names,
      stop: names,
    }
    return completed(line, words, session)
  }
}

const DOT_WORDS = { seed: Object.keys(seeds), keys: ['on', 'off'], trace: ['on', 'off'] }

function greeting({ product, version, owned, address }: Engine): string {
  const where = owned
    ? 'It is empty, and ends with this session.'
    : `At ${address}. Commands go as you type them.`
  return `${product} ${version}. ${where} Tab completes, .help lists what there is, Ctrl-D ends.`
}
