import { wholeNumber } from '../_kit/check.js'
import { type EntryId, entryTimeMs } from './entry-id.js'

/**
 * What bounds a stream. Redis removes whole nodes of entries at a time (about 100), so slightly more stays than is
 * asked for; `exact: true` removes to the last one, which costs the server more.
 *
 * - `maxLen`: the newest so many entries stay.
 * - `minAgeMs`: an entry is removed only when it is older than this.
 */
export type TrimPolicy =
  | { readonly maxLen: number; readonly exact?: boolean }
  | { readonly minAgeMs: number; readonly exact?: boolean }

/** The words of XADD and XTRIM that say what may go. */
export type TrimWords = readonly (string | number)[]

const NOTHING: TrimWords = []

/** @throws {TypeError} when it is no policy. */
export function checkTrim(policy: TrimPolicy): TrimPolicy {
  if ('maxLen' in policy) wholeNumber(policy.maxLen, 'trim.maxLen', 1)
  else wholeNumber(policy.minAgeMs, 'trim.minAgeMs', 1)
  return policy
}

/**
 * The words for one append after another. Ages count from the newest entry that this object has appended, which
 * has the server's time in its id: an app server whose clock is ahead removes nothing too early.
 */
export class AppendTrim {
  readonly #policy: TrimPolicy | 'never'
  #words: TrimWords = NOTHING
  #newestMs = 0

  constructor(policy: TrimPolicy | 'never') {
    this.#policy = policy
    if (policy !== 'never' && 'maxLen' in policy) this.#words = trimWords('MAXLEN', policy.maxLen, policy)
  }

  words(): TrimWords {
    return this.#words
  }

  appended(id: EntryId): void {
    const policy = this.#policy
    if (policy === 'never' || 'maxLen' in policy) return
    const ms = entryTimeMs(id)
    if (ms <= this.#newestMs) return
    this.#newestMs = ms
    this.#words = trimWords('MINID', Math.max(0, ms - policy.minAgeMs), policy)
  }
}

/** No `=` for an exact one: it is the default, and the server in this package does not know the word. */
function trimWords(what: 'MAXLEN' | 'MINID', limit: number, { exact = false }: TrimPolicy): TrimWords {
  return exact ? [what, limit] : [what, '~', limit]
}
