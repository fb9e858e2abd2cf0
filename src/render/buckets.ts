/** Counts over time in no more columns than there is room for: `size` of them are added up to one. */
export function bucketed(
  series: readonly (readonly number[])[],
  room: number,
): { rows: number[][]; size: number } {
  const longest = Math.max(0, ...series.map((values) => values.length))
  const size = Math.max(1, Math.ceil(longest / room))
  const rows = series.map((values) =>
    Array.from({ length: Math.ceil(values.length / size) }, (_, at) =>
      values.slice(at * size, (at + 1) * size).reduce((sum, value) => sum + value, 0),
    ),
  )
  return { rows, size }
}
