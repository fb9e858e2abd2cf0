import fc from 'fast-check'
import type { Redis } from 'ioredis'
import { freshName } from '../../support/servers.js'
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
  /** The first command that a client has not sent yet. */
  | { do: 'deliver'; client: number }
  | { do: 'let go'; key: Key }
  | { do: 'pass'; ms: number }

const client = fc.nat({ max: CLIENTS - 1 })
const key = fc.constantFrom(...KEYS)

export const schedules = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ do: fc.constant('get' as const), client, key }) },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constant('change' as const), client, key, all: fc.boolean() }),
    },
    { weight: 8, arbitrary: fc.record({ do: fc.constant('deliver' as const), client }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('let go' as const), key }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 2 * TTL_MS }) }),
    },
  ),
  { minLength: 10, maxLength: 60 },
) satisfies fc.Arbitrary<Step[]>

/** Reads that were answered with a value from before a change that the cache had been told of before they began. */
export async function outdatedReads(redis: Redis, open: Open, steps: readonly Step[]): Promise<string[]> {
  const clients = await Promise.all(Array.from({ length: CLIENTS }, () => HeldClient.like(redis)))
  const run = new Run(clients, open)
  for (const step of steps) await run.take(step)
  return run.finish()
}

class Run {
  readonly #clients: HeldClient[]
  readonly #caches: Subject[]
  readonly #origins = { changed: new Origin(1), written: new Origin(1) }
  /** The newest value that the cache has surely been told of. */
  readonly #known = { changed: 1, written: 1 }
  readonly #underWay: Promise<unknown>[] = []
  readonly #outdated: string[] = []
  #nowMs = Date.UTC(2026, 10, 23)

  constructor(clients: HeldClient[], open: Open) {
    const name = freshName()
    const options = { tagged: true, ttlMs: TTL_MS, staleMs: 60_000, commandTimeoutMs: 60_000 }
    this.#clients = clients
    this.#caches = this.#clients.map((held) => open(held.redis, name, { ...options, now: () => this.#nowMs }))
    for (const key of KEYS) this.#origins[key].hold()
  }

  async take(step: Step): Promise<void> {
    if (step.do === 'get') this.#get(step.client, step.key)
    else if (step.do === 'change') this.#change(step)
    else if (step.do === 'deliver') await this.#clients[step.client]!.deliver()
    else if (step.do === 'let go') this.#origins[step.key].letFirstGo()
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

  #get(client: number, key: Key): void {
    const known = this.#known[key]
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
    this.#underWay.push(told.then(() => (this.#known[key] = Math.max(this.#known[key], value))))
  }
}
