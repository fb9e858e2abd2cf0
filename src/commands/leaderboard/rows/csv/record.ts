/** The fields of one record, or why it has none. `end` is where reading it stopped. */
export type Scanned = { end: number } & ({ fields: string[] } | { problem: string })

type Field = { end: number } & ({ value: string } | { problem: string })

/**
 * Reads the record that begins at `at`, up to its line end or the end of the text. A quote at the start of a
 * field opens it, two quotes inside are one. Spaces around a field belong to it only when quoted.
 */
export function scanRecord(text: string, at: number, delimiter: string): Scanned {
  const fields: string[] = []
  for (let start = at; ;) {
    const field = scanField(text, start, delimiter)
    if ('problem' in field) return field
    fields.push(field.value)
    if (text[field.end] !== delimiter) return { fields, end: field.end }
    start = field.end + 1
  }
}

function scanField(text: string, start: number, delimiter: string): Field {
  const from = skipSpaces(text, start)
  return text[from] === '"' ? scanQuoted(text, from + 1, delimiter) : scanPlain(text, from, delimiter)
}

function scanPlain(text: string, from: number, delimiter: string): Field {
  let end = from
  while (end < text.length && !endsField(text[end], delimiter)) end++
  return { value: text.slice(from, end).trimEnd(), end }
}

function scanQuoted(text: string, from: number, delimiter: string): Field {
  const close = closingQuote(text, from)
  if (close < 0) return { problem: 'a quote is opened and never closed', end: text.length }
  const end = skipSpaces(text, close + 1)
  if (end < text.length && !endsField(text[end], delimiter)) {
    return { problem: 'there is text after a closing quote', end }
  }
  return { value: text.slice(from, close).replaceAll('""', '"'), end }
}

function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from)
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2)
  return at
}

function endsField(char: string | undefined, delimiter: string): boolean {
  return char === delimiter || char === '\n' || char === '\r'
}

function skipSpaces(text: string, from: number): number {
  let at = from
  while (text[at] === ' ') at++
  return at
}
