import type { Mark } from '../../scenario/event.js'
import type { Symbols } from '../symbols.js'
import { pad } from '../text/fit.js'
import { widest } from '../text/width.js'

/** What stands in front of each label for its mark, all equally wide; nothing when none is marked. */
export function signsOf(marked: readonly { mark?: Mark | undefined }[], symbols: Symbols): string[] {
  const signs = marked.map(({ mark }) => signOf(mark, symbols))
  const width = widest(signs)
  return signs.map((sign) => pad(sign, width))
}

export function signOf(mark: Mark | undefined, symbols: Symbols): string {
  return mark === undefined ? '' : `${symbols[mark]} `
}
