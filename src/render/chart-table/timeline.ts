import type { Cell, Lane, TimelineChart } from '../../scenario/event.js'
import { alikePoints } from '../data/alike.js'
import { decimalsOf } from '../data/figures.js'
import { markedCell, type Numbers } from './numbers.js'

/** More points that say the same are one row, from the first to the last. */
const MOST_ALIKE = 4

interface Moment {
  from: number
  to: number | null
  who: string
  what: Cell
}

/** In the order of time; what begins at the same time in the order of the lanes. */
export function timelineTable({ lanes, unit }: TimelineChart): Numbers {
  const moments = lanes
    .flatMap((lane) => [...spanMoments(lane), ...pointMoments(lane)])
    .toSorted((one, other) => one.from - other.from)
  const decimals = decimalsOf(moments.flatMap(({ from, to }) => [from, to ?? from]))
  const time = (value: number | null) => value?.toFixed(decimals) ?? null
  return {
    columns: [
      { label: `from (${unit})`, align: 'right' },
      { label: `to (${unit})`, align: 'right' },
      { label: 'who' },
      { label: 'what' },
    ],
    rows: moments.map(({ from, to, who, what }) => [time(from), time(to), who, what]),
  }
}

function spanMoments({ label: who, spans }: Lane): Moment[] {
  return spans.map(({ from, to, label, mark }) => ({ from, to, who, what: markedCell(label, mark) }))
}

function pointMoments({ label: who, points = [] }: Lane): Moment[] {
  return alikePoints(points).flatMap((group): Moment[] => {
    const [first] = group
    const last = group.at(-1)
    if (first === undefined || last === undefined || group.length <= MOST_ALIKE)
      return group.map(({ at, label, mark }) => ({ from: at, to: null, who, what: markedCell(label, mark) }))
    const what = markedCell(`${first.label} (${group.length} times)`, first.mark)
    return [{ from: first.at, to: last.at, who, what }]
  })
}
