/** Builds the keys of one name: the name alone, or followed by parts. */
export type KeyBuilder = (...parts: readonly string[]) => string

/**
 * Keys under the caller's prefix. The name is the hash tag, so that a cluster keeps all keys of one name
 * in one slot, where one script can reach them: `app:{game}`, `app:{game}:2026-11-23`.
 *
 * @throws {TypeError} when a piece is empty (except the prefix), or holds a brace, which would move the hash tag.
 */
export function keyBuilder({ prefix = '', name }: { prefix?: string | undefined; name: string }): KeyBuilder {
  const base = `${piece(prefix, 'prefix', true)}{${piece(name, 'name')}}`
  return (...parts) => [base, ...parts.map((part) => piece(part, 'part'))].join(':')
}

function piece(text: string, what: string, mayBeEmpty = false): string {
  const fits = typeof text === 'string' && !/[{}]/.test(text) && (mayBeEmpty || text !== '')
  if (fits) return text
  throw new TypeError(
    `${what} must be text${mayBeEmpty ? '' : ' that is not empty and'} without { or }; got ${text}`,
  )
}
