/**
 * The library of a new pattern: a value with an expiry, written in one step.
 *
 * @param {string} type
 */
export function library(type) {
  return `import { keyBuilder } from '../_kit/keys.js'
import type { RedisLike } from '../_kit/redis-like.js'

export interface ${type}Options {
  name: string
  prefix?: string
  /** How long a value lives, in milliseconds. */
  ttlMs: number
}

/**
 * Keeps one value for a while.
 *
 * @example
 * \`\`\`ts
 * const kept = new ${type}(redis, { name: 'note', ttlMs: 60_000 })
 * await kept.put('hello')
 * await kept.get() // -> 'hello'
 * \`\`\`
 */
export class ${type} {
  readonly key: string
  readonly #redis: RedisLike
  readonly #ttlMs: number

  constructor(redis: RedisLike, { name, prefix, ttlMs }: ${type}Options) {
    this.key = keyBuilder({ prefix, name })()
    this.#redis = redis
    this.#ttlMs = ttlMs
  }

  /** Value and expiry in one step: a crash cannot leave a value for ever. One SET. */
  async put(value: string): Promise<void> {
    await this.#redis.set(this.key, value, 'PX', this.#ttlMs)
  }

  /** The value; null when it is not there. One GET. */
  async get(): Promise<string | null> {
    return await this.#redis.get(this.key)
  }
}
`
}

/** @param {string} type */
export function naive(type) {
  return `import { keyBuilder } from '../_kit/keys.js'
import type { RedisLike } from '../_kit/redis-like.js'
import type { ${type}Options } from './index.js'

/** The version that tutorials carry. Only scenarios and races use it; the package does not export it. */
export class Naive${type} {
  readonly key: string
  readonly #redis: RedisLike
  readonly #ttlMs: number

  constructor(redis: RedisLike, { name, prefix, ttlMs }: ${type}Options) {
    this.key = keyBuilder({ prefix, name })()
    this.#redis = redis
    this.#ttlMs = ttlMs
  }

  /** Fault: a crash between the two commands leaves a value that never expires. */
  async put(value: string): Promise<void> {
    await this.#redis.set(this.key, value)
    await this.#redis.pexpire(this.key, this.#ttlMs)
  }
}
`
}

/**
 * @param {string} name
 * @param {string} type
 */
export function libraryTest(name, type) {
  return `import { expect, test } from 'vitest'
import { ${type} } from '../../../src/patterns/${name}/index.js'
import { onEachEngine } from '../../support/engines.js'

onEachEngine((engine) => {
  test('a value is read back, and expires', async () => {
    const redis = await engine().connect('${name}')
    const kept = new ${type}(redis, { name: '${name}-test', ttlMs: 60_000 })
    await kept.put('hello')
    expect(await kept.get()).toBe('hello')
    expect(await redis.pttl(kept.key)).toBeGreaterThan(0)
  })
})
`
}
