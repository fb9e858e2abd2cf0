import { clusters, clusterWidth, textWidth } from './width.js'

export type Align = 'left' | 'right'

/** The longest start of the text that is no wider than this. */
export function cut(text: string, width: number): string {
  let taken = ''
  let room = width
  for (const cluster of clusters(text)) {
    room -= clusterWidth(cluster)
    if (room < 0) break
    taken += cluster
  }
  return taken
}

/** The text, or as much of it as fits with an ellipsis behind it. */
export function fit(text: string, width: number, ellipsis: string): string {
  if (textWidth(text) <= width) return text
  return cut(text, Math.max(0, width - textWidth(ellipsis))) + cut(ellipsis, width)
}

export function pad(text: string, width: number, align: Align = 'left'): string {
  const space = ' '.repeat(Math.max(0, width - textWidth(text)))
  return align === 'right' ? space + text : text + space
}
