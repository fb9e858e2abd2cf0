import type { Engine } from '../../engine/engine.js'
import { RUN_STARTS_AT } from '../../scenario/clock.js'
import { UsageError } from '../../scenario/errors.js'
import type { WireEvent } from '../../scenario/event.js'
import { claimNamespace, Namespace } from '../../scenario/namespace.js'
import { Trace } from '../../scenario/trace.js'
import { nearest } from '../nearest.js'
import type { Pilot } from './pilot.js'
import { seeds } from './seeds.js'

/** Puts data of patterns there, and knows which keys are its own. */
export class SeedBed {
  readonly #engine: Engine
  readonly #pilot: Pilot
  readonly #seed: number
  #namespace: Namespace | undefined

  constructor(engine: Engine, pilot: Pilot, seed: number) {
    this.#engine = engine
    this.#pilot = pilot
    this.#seed = seed
  }

  /** Where the keys of seeds are; undefined before the first. */
  get prefix(): string | undefined {
    return this.#namespace?.prefix
  }

  async plant(pattern: string): Promise<{ sent: WireEvent[]; keys: string[]; words: string }> {
    const seed = seeds[pattern]
    if (seed === undefined) throw unknownPattern(pattern)
    const namespace = await this.#claim()
    const keys = new Set<string>()
    const onKeys = (named: string[]) => {
      namespace.track(named)
      named.forEach((key) => keys.add(key))
    }
    const trace = new Trace({ cluster: this.#engine.cluster, onKeys })
    const redis = await this.#engine.connect('seed')
    trace.tap('library', redis)
    let drawn = 0
    const ground = { prefix: namespace.prefix, now: () => RUN_STARTS_AT, ids: () => `id${++drawn}` }
    try {
      const words = await seed(redis, ground)
      return { sent: trace.drain(), keys: [...keys].sort(), words }
    } finally {
      redis.disconnect()
    }
  }

  /** Removes what was planted. */
  async clear(): Promise<void> {
    await this.#namespace?.remove(this.#pilot.connection)
    this.#namespace = undefined
  }

  /** On our own engine keys have the names that a manual would give them. */
  async #claim(): Promise<Namespace> {
    this.#namespace ??= this.#engine.owned
      ? new Namespace('')
      : await claimNamespace(this.#pilot.connection, `rp:play:${this.#seed}`)
    return this.#namespace
  }
}

function unknownPattern(pattern: string): UsageError {
  const names = Object.keys(seeds)
  const guess = nearest(pattern, names)
  return new UsageError(
    `there is no pattern "${pattern}"`,
    guess ? `did you mean ${guess}?` : `choose from ${names.join(', ')}`,
  )
}
