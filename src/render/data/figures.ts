const MOST_DECIMALS = 6

/** How many decimals numbers under each other need, so that the largest has four digits and a sum of fractions no tail. */
export function decimalsOf(values: readonly number[]): number {
  const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0)
  const finest = most === 0 ? 0 : Math.min(MOST_DECIMALS, Math.max(2, 3 - Math.floor(Math.log10(most))))
  const rounded = values.map((value) => Number(value.toFixed(finest)))
  const enough = (decimals: number) => rounded.every((value) => Number(value.toFixed(decimals)) === value)
  return Array.from({ length: finest }, (_, decimals) => decimals).find(enough) ?? finest
}

/** The numbers as text, all with the same decimals. */
export function figures(values: readonly number[]): string[] {
  const decimals = decimalsOf(values)
  return values.map((value) => value.toFixed(decimals))
}
