import fc from 'fast-check'
import type { Redis } from 'ioredis'
import { freshName } from '../../support/servers.js'
import type { CacheEvent, FirstLevelOptions } from '../../../../src/patterns/cache/index.js'
import { HeldClient } from './held-client.js'
import { Origin } from './origin.js'
import type { Open, Subject } from './subjects.js'

/** `changed` is invalidated after each change, one by one or with all others; `written` is written through. */
export const KEYS = ['changed', 'written'] as const
type Key = (typeof KEYS)[number]

const CLIENTS = 3
const TTL_MS = 1_000

export type Step =
  | { do: 'get'; client: number; key: Key }
  /** The origin changes, and the cache is told. */
  | { do: 'change'; client: number; key: Key; all: boolean }
  /** The first command that a client has not sent yet reaches Redis. The reply is on its way. */
  | { do: 'send'; client: number }
  /** The first command that a client has had no reply to is sent, if need be, and the reply arrives. */
  | { do: 'deliver'; client: number }
  | { do: 'let go'; key: Key }
  /** Every client hears what it has been told. */
  | { do: 'hear' }
  | { do: 'pass'; ms: number }

const client = fc.nat({ max: CLIENTS - 1 })
const key = fc.constantFrom(...KEYS)

const steps = {
  get: fc.record({ do: fc.constant('get' as const), client, key }),
  change: fc.record({ do: fc.constant('change' as const), client, key, all: fc.boolean() }),
  send: fc.record({ do: fc.constant('send' as const), client }),
  deliver: fc.record({ do: fc.constant('deliver' as const), client }),
  letGo: fc.record({ do: fc.constant('let go' as const), key }),
  hear: fc.record({ do: fc.constant('hear' as const) }),
  pass: fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 2 * TTL_MS }) }),
}

export const schedules = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: steps.get },
    { weight: 2, arbitrary: steps.change },
    { weight: 1, arbitrary: steps.send },
    { weight: 8, arbitrary: steps.deliver },
    { weight: 2, arbitrary: steps.letGo },
    { weight: 1, arbitrary: steps.pass },
  ),
  { minLength: 10, maxLength: 60 },
) satisfies fc.Arbitrary<Step[]>

/** For copies in memory, which are soon read again. */
export const nearSchedules = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: steps.get },
    { weight: 1, arbitrary: steps.change },
    { weight: 2, arbitrary: steps.send },
    { weight: 4, arbitrary: steps.deliver },
    { weight: 2, arbitrary: steps.hear },
  ),
  { minLength: 40, maxLength: 120, size: 'max' },
) satisfies fc.Arbitrary<Step[]>

/** `firstLevel`: each client answers from memory, and knows of the changes that it made itself, or has heard of. */
interface RunOptions {
  firstLevel?: FirstLevelOptions
}

/** Reads that were answered with a value from before a change that the cache had been told of before they began. */
export async function outdatedReads(
  redis: Redis,
  open: Open,
  steps: readonly Step[],
  options: RunOptions = {},
): Promise<string[]> {
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => HeldClient.like(redis)))
  const run = new Run(clients, open, options)
  if (options.firstLevel) await run.warmUp()
  for (const step of steps) await run.take(step)
  return run.finish()
}

class Run {
  readonly #clients: HeldClient[]
  readonly #caches: Subject[]
  readonly #origins = { changed: new Origin(1), written: new Origin(1) }
  /** The newest value that each client has surely been told of. */
  readonly #known: Record<Key, number>[]
  /** Of which client, what has been answered from memory. */
  readonly #remembered = new Set<string>()
  readonly #underWay: Promise<unknown>[] = []
  readonly #outdated: string[] = []
  #nowMs = Date.UTC(2026, 10, 23)

  constructor(clients: HeldClient[], open: Open, { firstLevel }: RunOptions) {
    const name = freshName()
    const options = { tagged: true, ttlMs: TTL_MS, staleMs: 60_000, commandTimeoutMs: 60_000 }
    this.#clients = clients
    this.#caches = this.#clients.map((held, index) => {
      const onEvent = (event: CacheEvent) =>
        void (
          event.type === 'read' &&
          event.outcome === 'firstLevel' &&
          this.#remembered.add(index + event.key)
        )
      const near = firstLevel && { firstLevel, onEvent }
      return open(held.redis, name, { ...options, ...near, now: () => this.#nowMs })
    })
    const all = { changed: 1, written: 1 }
    this.#known = clients.map(() => (firstLevel ? { ...all } : all))
    for (const key of KEYS) this.#origins[key].hold()
  }

  /** Until every client has everything in memory. From then on, loads take no time. */
  async warmUp(): Promise<void> {
    for (const key of KEYS) this.#origins[key].letGo()
    while (this.#remembered.size < CLIENTS * KEYS.length) {
      for (const key of KEYS) for (let client = 0; client < CLIENTS; client++) this.#get(client, key)
      await this.#deliverAll()
    }
  }

  async #deliverAll(): Promise<void> {
    const all = { ended: false }
    void Promise.all(this.#underWay).then(() => (all.ended = true))
    while (!all.ended) {
      for (const held of this.#clients) await held.deliver()
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  async take(step: Step): Promise<void> {
    if (step.do === 'get') this.#get(step.client, step.key)
    else if (step.do === 'change') this.#change(step)
    else if (step.do === 'deliver') await this.#clients[step.client]!.deliver()
    else if (step.do === 'send') await this.#clients[step.client]!.send()
    else if (step.do === 'let go') this.#origins[step.key].letFirstGo()
    else if (step.do === 'hear') await this.#hear()
    else this.#nowMs += step.ms
    await new Promise((resolve) => setImmediate(resolve))
  }

  /** Lets everything come to its end, and reads once more. */
  async finish(): Promise<string[]> {
    for (const held of this.#clients) held.free()
    for (const key of KEYS) this.#origins[key].letGo()
    await Promise.all(this.#underWay)
    for (const key of KEYS) this.#get(0, key)
    await Promise.all(this.#underWay)
    await Promise.all(this.#caches.map((cache) => cache.close()))
    for (const { redis } of this.#clients) redis.disconnect()
    return this.#outdated
  }

  async #hear(): Promise<void> {
    const told = KEYS.map((key) => Math.max(...this.#known.map((known) => known[key])))
    await Promise.all(this.#clients.map((held) => held.heard()))
    for (const known of this.#known)
      for (const [index, key] of KEYS.entries()) known[key] = Math.max(known[key], told[index]!)
  }

  #get(client: number, key: Key): void {
    const known = this.#known[client]![key]
    const read = this.#caches[client]!.get(key, this.#origins[key].load)
    this.#underWay.push(
      read.then((value) => {
        if (value === null || value < known) this.#outdated.push(`${key}: ${value} after ${known}`)
      }),
    )
  }

  #change({ client, key, all }: { client: number; key: Key; all: boolean }): void {
    const cache = this.#caches[client]!
    const value = ++this.#origins[key].value
    const told =
      key === 'written' ? cache.set(key, value, value) : all ? cache.invalidateAll() : cache.invalidate(key)
    this.#underWay.push(
      told.then(() => {
        const known = this.#known[client]!
        known[key] = Math.max(known[key], value)
      }),
    )
  }
}
