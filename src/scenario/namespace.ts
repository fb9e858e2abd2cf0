import type { Connection } from '../engine/engine.js'

const MOST_RUNS = 1000
const BATCH = 500

/** The keys of one run: all under one prefix, remembered as they are used, removed at the end. */
export class Namespace {
  readonly prefix: string
  readonly #keys = new Set<string>()

  constructor(prefix: string) {
    this.prefix = prefix
  }

  /** Only keys under the prefix are ours; a lesson may name another's key and must not remove it. */
  readonly track = (keys: Iterable<string>): void => {
    for (const key of keys) if (key.startsWith(this.prefix)) this.#keys.add(key)
  }

  readonly keys = (): Iterable<string> => this.#keys

  async remove(janitor: Connection): Promise<void> {
    const keys = [...this.#keys]
    for (let start = 0; start < keys.length; start += BATCH) {
      // One key a command: on a cluster they lie in different slots.
      await Promise.all(keys.slice(start, start + BATCH).map((key) => janitor.unlink(key)))
    }
    this.#keys.clear()
  }
}

/**
 * Takes a prefix of its own on a server that others use too. The same pattern and seed give the same prefix, so
 * that two runs print the same; when it is taken, a number is added.
 */
export async function claimNamespace(janitor: Connection, base: string): Promise<Namespace> {
  for (let run = 1; run <= MOST_RUNS; run++) {
    const namespace = new Namespace(run === 1 ? `${base}:` : `${base}-${run}:`)
    const marker = `${namespace.prefix}run`
    if ((await janitor.set(marker, 'redis-patterns', 'NX')) !== 'OK') continue
    namespace.track([marker])
    return namespace
  }
  throw new Error(`all of ${base}-1 to ${base}-${MOST_RUNS} are taken by other runs`)
}
