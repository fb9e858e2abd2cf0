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

/** On a narrower screen every command would be wrapped. */
const LEAST_WIDTH = 70
/** With more clients side by side, a lane is too narrow for its commands. */
const MOST_LANES = 3
const LEAST_LANE = 12
const LONGEST_LANE = 48
const LEAST_KEYS = 24
const LONGEST_KEYS = 40

/** Keys beside the lanes when there is room, else below each step; undefined when not even the lanes have room. */
export function layoutOf(
  clients: readonly string[],
  moments: readonly Moment[],
  width: number,
  symbols: Symbols,
): Layout | undefined {
  if (width < LEAST_WIDTH || clients.length === 0 || clients.length > MOST_LANES) return undefined
  const { step, lane, keys } = naturalLayout(clients, moments, symbols)
  const least = leastLane(clients, moments, symbols)
  const laneIn = (room: number) => Math.min(lane, Math.floor((room + GAP) / clients.length) - MARK - GAP)
  const shares = keys === 0 ? [] : [keys, Math.min(keys, LEAST_KEYS)]
  const layouts = shares.map((share) => {
    const beside = laneIn(width - step - KEYS_GAP - share)
    const left = width - step - lanesWidth(clients, beside) - KEYS_GAP
    return { step, lane: beside, keys: Math.min(keys, left) }
  })
  return [...layouts, { step, lane: laneIn(width - step) }].find((layout) => layout.lane >= least)
}

/** With the keys beside the lanes and nothing wrapped. */
export function naturalWidth(
  clients: readonly string[],
  moments: readonly Moment[],
  symbols: Symbols,
): number {
  const { step, lane, keys } = naturalLayout(clients, moments, symbols)
  return Math.max(LEAST_WIDTH, step + lanesWidth(clients, lane) + KEYS_GAP + keys)
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
    lane: Math.min(LONGEST_LANE, most([LEAST_LANE, ...cells.map(lineWidth), ...names])),
    keys: most(keys.map(lineWidth)),
  }
}

export function lanesWidth(clients: readonly string[], lane: number): number {
  return clients.length * (MARK + lane + GAP) - GAP
}

/** The narrowest lane in which every step can be read. */
function leastLane(clients: readonly string[], moments: readonly Moment[], symbols: Symbols): number {
  const isEnough = (width: number) =>
    moments.every((moment) => clients.every((_, client) => fitsCell(moment, client, width, symbols)))
  let width = LEAST_LANE
  while (width <= LONGEST_LANE && !isEnough(width)) width += 1
  return width
}

function most(widths: readonly number[]): number {
  return widths.reduce((one, other) => Math.max(one, other), 0)
}
