import { UsageError } from '../../scenario/errors.js'
import { type Dot, dots, look } from './dots.js'
import { nearest } from '../nearest.js'
import type { Outcome } from './outcome.js'
import { SeedBed } from './seed-bed.js'
import { Session, type SessionOptions } from './session.js'

/** A session and the prompt's own words, which begin with a dot. */
export class Playground {
  readonly session: Session
  readonly seeds: SeedBed
  readonly options: SessionOptions
  /** Show the keys after every command. */
  showsKeys = false
  /** Show what the library sends. */
  showsTrace = false

  private constructor(session: Session, options: SessionOptions, seed: number) {
    this.session = session
    this.options = options
    this.seeds = new SeedBed(options.engine, session.pilot, seed)
  }

  static async open(options: SessionOptions, seed: number): Promise<Playground> {
    return new Playground(await Session.open(options), options, seed)
  }

  async run(line: string): Promise<Outcome[]> {
    const text = line.trim()
    if (!text.startsWith('.')) return this.#command(text)
    const [word = '', ...rest] = text.split(/\s+/)
    try {
      return await dotOf(word).run(this, rest, text)
    } catch (error) {
      if (!(error instanceof UsageError)) throw error
      return [{ type: 'refused', client: this.session.current.name, why: `${error.message}: ${error.hint}` }]
    }
  }

  async #command(text: string): Promise<Outcome[]> {
    const outcomes = await this.session.run(text)
    return this.showsKeys && outcomes.length > 0 ? [...outcomes, await look(this)] : outcomes
  }

  /** Leaves a server of the person's own as it was. */
  async close({ keep }: { keep: boolean }): Promise<void> {
    if (!keep && !this.options.engine.owned) await this.seeds.clear()
    this.session.close()
  }
}

function dotOf(word: string): Dot {
  const found = dots[word.slice(1)]
  if (found) return found
  const guess = nearest(word.slice(1), Object.keys(dots))
  throw new UsageError(`there is no ${word}`, guess ? `did you mean .${guess}?` : '.help lists what there is')
}
