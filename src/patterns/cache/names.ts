import { keyBuilder } from '../_kit/keys.js'

/** The keys and channels of one cache. Each entry has a hash tag of its own, so that a cluster spreads them. */
export class Names {
  readonly #base: string
  /** Channel: an entry was removed or overwritten. */
  readonly dropped: string

  /** @throws {TypeError} when the name or the prefix is no text, or holds braces. */
  constructor({ prefix, name }: { prefix?: string | undefined; name: string }) {
    const tagged = keyBuilder({ prefix, name })()
    this.#base = tagged.replace(/[{}]/g, '')
    this.dropped = `${tagged}:dropped`
  }

  /** @throws {TypeError} when the key is no text, or empty. */
  entry(key: string): string {
    return `${this.#base}:{${escaped(key, 'a key')}}`
  }

  /** What the key of every entry begins with. */
  get entries(): string {
    return `${this.#base}:{`
  }

  /** Whose entry it is; undefined when that key is no entry's. */
  keyOf(entry: string): string | undefined {
    return entry.endsWith('}') ? unescaped(entry.slice(this.entries.length, -1)) : undefined
  }

  /** The newest version that was ever written. */
  newest(key: string): string {
    return `${this.entry(key)}:version`
  }

  /** Channel: the first load of an entry has ended. */
  filled(key: string): string {
    return `${this.entry(key)}:filled`
  }

  /** The keys of the entries that have a tag. */
  tagged(tag: string): string {
    return `${this.#base}:{${escaped(tag, 'a tag')}}:tagged`
  }
}

const ESCAPES: Record<string, string> = { '%': '%25', '{': '%7B', '}': '%7D' }
const ESCAPED = Object.fromEntries(Object.entries(ESCAPES).map(([char, escape]) => [escape, char]))

/** Braces would move the hash tag. */
function escaped(text: string, what: string): string {
  if (typeof text !== 'string' || text === '') {
    throw new TypeError(`${what} must be text that is not empty; got ${String(text)}`)
  }
  return /[%{}]/.test(text) ? text.replace(/[%{}]/g, (char) => ESCAPES[char] as string) : text
}

function unescaped(text: string): string {
  return text.includes('%') ? text.replace(/%(?:25|7B|7D)/g, (escape) => ESCAPED[escape] as string) : text
}
