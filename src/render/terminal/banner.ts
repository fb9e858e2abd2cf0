import type { ColorLevel } from '../options.js'
import { symbolsFor } from '../symbols.js'
import { visible } from '../text/escape.js'
import { fit } from '../text/fit.js'
import { type Line, lineOf } from '../text/line.js'
import { painter } from './paint.js'

export interface BannerOptions {
  width: number
  unicode: boolean
  color: ColorLevel
}

/** What frames a slide: a heading that can be read from the last row, and a last line that says where one is. */
export function createBanner({ width, unicode, color }: BannerOptions) {
  const { ellipsis } = symbolsFor(unicode)
  const paint = painter(color)
  const rule = lineOf((unicode ? '━' : '=').repeat(width), 'frame')
  const text = (lines: Line[]) => lines.map((line) => `${paint(line)}\n`).join('')
  const centered = (words: string) => {
    const shown = fit(visible(words), width, ellipsis)
    return ' '.repeat(Math.max(0, Math.floor((width - shown.length) / 2))) + shown
  }
  return {
    heading: (pattern: string, title: string): string =>
      text([
        rule,
        lineOf(centered([...pattern.toUpperCase()].join(' ')), 'title'),
        lineOf(centered(title), 'title'),
        rule,
      ]),
    foot: (words: string): string => paint(lineOf(fit(visible(words), width, ellipsis), 'quiet')),
  }
}
