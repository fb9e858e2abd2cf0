import type { Cell, SparkChart } from '../../scenario/event.js'
import { figures } from '../data/figures.js'
import { peaks, valuesPerPlace } from '../data/peaks.js'
import { markedCell, type Numbers } from './numbers.js'

/** Nobody reads a minute second by second: what is longer is summed up, as the picture does. */
const MOST_ROWS = 24
const ROUND_SIZES = [1, 2, 5, 10, 15, 20, 30, 60]

export function sparkTable({ series, each }: SparkChart): Numbers {
  const length = series.reduce((most, { values }) => Math.max(most, values.length), 0)
  const least = valuesPerPlace(length, MOST_ROWS)
  const size = ROUND_SIZES.find((round) => round >= least) ?? least
  const columns = series.map(({ values }) => figures(peaks(values, size)))
  const suffix = size === 1 ? '' : ', highest'
  return {
    columns: [
      { label: each, align: 'right' },
      ...series.map(({ label }) => ({ label: label + suffix, align: 'right' as const })),
    ],
    rows: Array.from({ length: Math.ceil(length / size) }, (_, row): Cell[] => [
      placeWords(row * size + 1, Math.min(length, (row + 1) * size)),
      ...series.map(({ mark }, index) => figureCell(columns[index]?.[row], mark)),
    ]),
  }
}

function placeWords(first: number, last: number): Cell {
  return first === last ? first : `${first} to ${last}`
}

function figureCell(figure: string | undefined, mark: SparkChart['series'][number]['mark']): Cell {
  return figure === undefined ? null : markedCell(figure, mark)
}
