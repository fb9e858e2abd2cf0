import type { Cell, Column, TableEvent } from '../../scenario/event.js'

export function marked(value: string | number, good: boolean): Cell {
  return { value, mark: good ? 'good' : 'bad' }
}

/** Numbers stand at the right: columns whose label ends with `#`, which is not shown. */
export function table(
  id: string,
  title: string,
  labels: readonly string[],
  rows: readonly (readonly Cell[])[],
): TableEvent {
  const columns = labels.map((label): Column =>
    label.endsWith('#') ? { label: label.slice(0, -1), align: 'right' } : { label },
  )
  return { type: 'table', id, title, columns, rows: rows.map((row) => [...row]) }
}

/** `1 2 3 6`, and with many `1-3 6`: numbers that follow each other are one range. */
export function ranges(numbers: readonly number[]): string {
  const runs: [first: number, last: number][] = []
  for (const number of numbers) {
    const run = runs.at(-1)
    if (run !== undefined && run[1] === number - 1) run[1] = number
    else runs.push([number, number])
  }
  const words = runs.flatMap(([first, last]) =>
    last - first > 1 ? [`${first}-${last}`] : first === last ? [`${first}`] : [`${first}`, `${last}`],
  )
  return words.join(' ') || '–'
}
