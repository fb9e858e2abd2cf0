export interface Edit {
  start: number
  end: number
  text: string
}

/** From the last to the first, for each moves what comes after it. */
export function edited(code: string, edits: Edit[]): string {
  return edits
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end, text: wanted }) => text.slice(0, start) + wanted + text.slice(end), code)
}
