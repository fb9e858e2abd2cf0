import leven from 'leven'

/** More edits than this make another word. */
const MOST_EDITS = 3

/** The name that was probably meant, if one is close. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  const ranked = names
    .map((name) => ({ name, edits: leven(typed.toLowerCase(), name.toLowerCase()) }))
    .sort((a, b) => a.edits - b.edits)
  const best = ranked[0]
  return best && best.edits <= Math.min(MOST_EDITS, Math.ceil(best.name.length / 2)) ? best.name : undefined
}
