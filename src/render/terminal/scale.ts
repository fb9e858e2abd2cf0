import type { TimelineChart } from '../../scenario/event.js'

/** Time as columns. */
export interface Scale {
  width: number
  unit: string
  column(at: number): number
}

export function scaleOf({ from, to, unit }: TimelineChart, width: number): Scale {
  const last = width - 1
  const column = (at: number) => {
    const part = to > from ? (at - from) / (to - from) : 0
    return Math.max(0, Math.min(last, Math.round(part * last)))
  }
  return { width, unit, column }
}
