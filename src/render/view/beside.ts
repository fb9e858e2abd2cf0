import type { Look } from '../look.js'
import type { Shown } from '../steps.js'
import { type Line, lineWidth, span } from '../text/line.js'

/** From 100 columns on, less the margin, there is room for two. */
const WIDE = 98
/** Between what stands side by side. */
export const GAP = 4
const LEFT_SHARE = 0.42
const LEFT_MOST = 64

/** The same split on every step, so that the state stays in its place; undefined when the state needs the whole width. */
export function columnsFor(
  shown: readonly Shown[],
  width: number,
  look: Look,
): { left: number; right: number } | undefined {
  const { widthOf } = look
  if (widthOf === undefined || width < WIDE || shown.length === 0) return undefined
  const left = Math.min(LEFT_MOST, Math.floor(width * LEFT_SHARE))
  const right = width - left - GAP
  const fits = shown.every((one) => one.type === 'state' || widthOf(one) <= right)
  return fits ? { left, right } : undefined
}

/** Two blocks side by side. */
export function beside(left: readonly Line[], right: readonly Line[], column: number): Line[] {
  const height = Math.max(left.length, right.length)
  return Array.from({ length: height }, (_, index): Line => {
    const line = left[index] ?? []
    const other = right[index] ?? []
    if (other.length === 0) return line
    return [...line, span(' '.repeat(column - lineWidth(line) + GAP)), ...other]
  })
}
