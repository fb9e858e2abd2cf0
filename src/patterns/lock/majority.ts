import { randomUUID } from 'node:crypto'
import { wholeNumber } from '../_kit/check.js'
import { PatternError } from '../_kit/errors.js'
import { guarded, type Hook } from '../_kit/hook.js'
import { keyBuilder } from '../_kit/keys.js'
import type { RedisLike } from '../_kit/redis-like.js'
import { type Ballot, ballot } from './ballot.js'
import type { LockEvent } from './events.js'
import { LONGEST_MS, type LeaseOwner } from './lease.js'
import { RedlockNode } from './redlock-node.js'
import type { RedlockOptions } from './redlock-options.js'
import type { LockToken } from './types.js'

/** A lock that is held by who holds it on most of several servers. Every method asks all of them at once. */
export class Majority implements LeaseOwner {
  readonly name: string
  readonly key: string
  readonly ttlMs: number
  readonly tell: Hook<LockEvent>
  readonly #nodes: readonly RedlockNode[]
  readonly #nodeTimeoutMs: number
  readonly #driftFactor: number
  readonly #newId: () => string

  /** @throws {TypeError} when an option is not what it should be. */
  constructor(servers: readonly RedisLike[], options: RedlockOptions) {
    const { name, prefix, ttlMs, clockDriftFactor = 0.01, onEvent, ids = randomUUID } = options
    const { nodeTimeoutMs = Math.max(20, Math.ceil(ttlMs / 20)) } = options
    this.name = name
    this.key = keyBuilder({ prefix, name })()
    this.ttlMs = wholeNumber(ttlMs, 'ttlMs', 1, LONGEST_MS)
    this.tell = guarded(onEvent)
    this.#nodes = checkedServers(servers).map((redis) => new RedlockNode(redis, this.key))
    this.#nodeTimeoutMs = wholeNumber(nodeTimeoutMs, 'nodeTimeoutMs', 1, LONGEST_MS)
    this.#driftFactor = checkedFactor(clockDriftFactor)
    this.#newId = ids
  }

  newToken(): LockToken {
    return this.#newId() as LockToken
  }

  /**
   * Until when it is held, by `performance.now()`; null when somebody else has it. What was taken in vain is removed.
   *
   * @throws {PatternError} `NO_QUORUM`
   */
  async take(token: LockToken): Promise<number | null> {
    const sentMs = performance.now()
    const votes = await this.#ask((node) => node.take(token, this.ttlMs))
    const untilMs = this.#validUntil(sentMs, this.ttlMs)
    if (this.#won(votes) && performance.now() < untilMs) return untilMs
    void this.#ask((node) => node.remove(token))
    if (votes.no === 0 && !this.#won(votes)) throw this.#noQuorum(votes)
    return null
  }

  /** @throws {PatternError} `NO_QUORUM`: it may still be held. */
  async extend(token: LockToken, ttlMs: number): Promise<number | null> {
    const sentMs = performance.now()
    const votes = await this.#ask((node) => node.extend(token, ttlMs))
    if (this.#won(votes)) return this.#validUntil(sentMs, ttlMs)
    if (this.#isLost(votes)) return null
    throw this.#noQuorum(votes)
  }

  /** @throws {PatternError} `NO_QUORUM`: what was not reached is left to its expiry. */
  async release(token: LockToken): Promise<'lost' | 'free'> {
    const votes = await this.#ask((node) => node.remove(token))
    if (this.#won(votes)) return 'free'
    if (this.#isLost(votes)) return 'lost'
    throw this.#noQuorum(votes)
  }

  #ask(what: (node: RedlockNode) => Promise<boolean>): Promise<Ballot> {
    const decided = (votes: Ballot) => this.#won(votes) || this.#isLost(votes)
    return ballot(this.#nodes.map(what), decided, this.#nodeTimeoutMs)
  }

  #won({ yes }: Ballot): boolean {
    return yes > this.#nodes.length / 2
  }

  /** Also when all that have not answered would say yes. */
  #isLost({ no }: Ballot): boolean {
    return no > this.#nodes.length / 2
  }

  /** The keys expire by the clocks of the servers, which may run faster than ours, and to the millisecond. */
  #validUntil(sentMs: number, ttlMs: number): number {
    return sentMs + ttlMs - (ttlMs * this.#driftFactor + 2)
  }

  #noQuorum({ yes, no, errors }: Ballot): PatternError {
    const message = `lock '${this.name}': of ${this.#nodes.length} servers ${yes + no} answered, ${yes} of them with yes; more than half must`
    return new PatternError('NO_QUORUM', message, { cause: new AggregateError(errors) })
  }
}

function checkedServers(servers: readonly RedisLike[]): readonly RedisLike[] {
  if (servers.length >= 3 && servers.length % 2 === 1 && new Set(servers).size === servers.length)
    return servers
  throw new TypeError(
    `servers must be clients of 3, 5, 7… independent servers, each once; got ${servers.length}`,
  )
}

function checkedFactor(factor: number): number {
  if (factor >= 0 && factor < 1) return factor
  throw new TypeError(`clockDriftFactor must be a number from 0 to less than 1; got ${factor}`)
}
