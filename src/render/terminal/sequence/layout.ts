import type { Moment } from '../../data/moments.js'
import type { Symbols } from '../../symbols.js'
import { visible } from '../../text/escape.js'
import { lineWidth } from '../../text/line.js'
import { textWidth, widest } from '../../text/width.js'
import { GAP as KEYS_GAP } from '../../view/beside.js'
import { changeLines } from '../../view/key-change.js'
import { cellLines, fitsCell } from './cell.js'

/** Columns of each part. */
export interface Layout {
  step: number
  lane: number
  /** Absent when the keys stand below each step rather than beside it. */
  keys?: number
}

/** The lifeline in front of a lane, and the space behind it. */
export const MARK = 2
export const GAP = 2

/** With more clients side by side, a lane is too narrow for its commands. */
const MOST_LANES = 3
const LEAST_LANE = 12
const LONGEST_LANE = 48
const LEAST_KEYS = 24
const LONGEST_KEYS = 48

/** Keys beside the lanes when there is room, else below each step; undefined when not even the lanes have room. */
export function layoutOf(
  clients: readonly string[],
  moments: readonly Moment[],
  width: number,
  symbols: Symbols,
): Layout | undefined {
  const { step, lane, keys } = naturalLayout(clients, moments, symbols)
  const least = leastLane(clients, moments, symbols)
  if (clients.length > MOST_LANES || clients.length === 0 || least === undefined) return undefined
  const laneIn = (room: number) => Math.min(lane, Math.floor((room + GAP) / clients.length) - MARK - GAP)
  const beside = laneIn(width - step - KEYS_GAP - Math.min(keys, LEAST_KEYS))
  if (beside >= least) {
    const left = width - step - lanesWidth(clients, beside) - KEYS_GAP
    return { step, lane: beside, keys: Math.min(keys, left) }
  }
  const below = laneIn(width - step)
  return below >= least ? { step, lane: below } : undefined
}

/** With the keys beside the lanes and nothing wrapped. */
export function naturalWidth(
  clients: readonly string[],
  moments: readonly Moment[],
  symbols: Symbols,
): number {
  const { step, lane, keys } = naturalLayout(clients, moments, symbols)
  return step + lanesWidth(clients, lane) + KEYS_GAP + keys
}

/** What every part takes when nothing is wrapped. */
function naturalLayout(
  clients: readonly string[],
  moments: readonly Moment[],
  symbols: Symbols,
): Required<Layout> {
  const cells = moments.flatMap((moment) =>
    clients.flatMap((_, client) => cellLines(moment, client, LONGEST_LANE, symbols)),
  )
  const keys = moments.flatMap((moment) => changeLines(moment, LONGEST_KEYS, symbols))
  const names = clients.map((name) => textWidth(visible(name)) - MARK)
  return {
    step: widest(moments.map(({ step }) => visible(step))) + GAP,
    lane: Math.min(LONGEST_LANE, most([...cells.map(lineWidth), ...names])),
    keys: most(keys.map(lineWidth)),
  }
}

export function lanesWidth(clients: readonly string[], lane: number): number {
  return clients.length * (MARK + lane + GAP) - GAP
}

/** The narrowest lane in which every step can be read. */
function leastLane(
  clients: readonly string[],
  moments: readonly Moment[],
  symbols: Symbols,
): number | undefined {
  const isEnough = (width: number) =>
    moments.every((moment) => clients.every((_, client) => fitsCell(moment, client, width, symbols)))
  const widths = Array.from({ length: LONGEST_LANE - LEAST_LANE + 1 }, (_, index) => LEAST_LANE + index)
  return widths.find(isEnough)
}

function most(widths: readonly number[]): number {
  return widths.reduce((one, other) => Math.max(one, other), LEAST_LANE)
}
