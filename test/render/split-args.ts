/** How redis-cli reads a line: the rules of `sdssplitargs`, as bytes. Undefined for quotes that do not match. */
export function splitArgs(line: string): Buffer[] | undefined {
  const found: Buffer[] = []
  let rest = line.trimStart()
  while (rest !== '') {
    const quoted = /^"((?:[^"\\]|\\.)*)"(?=\s|$)/s.exec(rest)
    const bare = /^[^\s"']+(?=\s|$)/.exec(rest)
    const token = quoted ?? bare
    if (token === null) return undefined
    found.push(quoted ? unescaped(quoted[1] ?? '') : Buffer.from(token[0]))
    rest = rest.slice(token[0].length).trimStart()
  }
  return found
}

const NAMED: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\u0007' }

function unescaped(text: string): Buffer {
  const parts = text.match(/\\x[0-9a-fA-F]{2}|\\.|[^\\]+/gs) ?? []
  return Buffer.concat(
    parts.map((part) => {
      if (/^\\x[0-9a-fA-F]{2}/.test(part)) return Buffer.from(part.slice(2), 'hex')
      if (part.startsWith('\\')) return Buffer.from(NAMED[part.slice(1)] ?? part.slice(1))
      return Buffer.from(part)
    }),
  )
}
