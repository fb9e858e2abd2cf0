import { visible, visibleLines } from '../text/escape.js'

/** Text that Markdown shows as it is: no emphasis, no tags, and no heading or list at the start of a line. */
export function escaped(text: string): string {
  return visibleLines(text)
    .replace(/[\\`*_[\]<>|~]/g, '\\$&')
    .replace(/^(\s*)([#+-])/gm, '$1\\$2')
    .replace(/^(\s*\d+)([.)])(?=\s|$)/gm, '$1\\$2')
}

export function inlineCode(text: string): string {
  const fence = text.includes('`') ? '``' : '`'
  return `${fence}${visible(text).replaceAll('|', '\\|')}${fence}`
}
