const MOST_CHARACTERS = 40

/** A value from the input as it may stand in a message: quoted, on one line, not too long. */
export function shown(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : JSON.stringify(value)
  return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS - 1)}…`
}

export function sentenceList(items: readonly string[], most: number): string {
  const rest = items.length - most
  return items.slice(0, most).join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}
