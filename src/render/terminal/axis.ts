/** Values from left to right. The last column stands for `to` itself. */
export interface Axis {
  from: number
  to: number
  columns: number
}

export function columnOf({ from, to, columns }: Axis, value: number): number {
  const share = to > from ? (value - from) / (to - from) : 0
  return Math.round(Math.min(1, Math.max(0, share)) * (columns - 1))
}

/** Fewer columns between two ticks would be hard to count, and their numbers need a gap between them. */
const BETWEEN_TICKS = 8
const BETWEEN_NUMBERS = 3
const SECONDS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400,
]

/** The round values between the ends, at least some columns apart. */
export function roundValues({ from, to, columns }: Axis, unit: string): number[] {
  if (!(to > from)) return []
  const apart = Math.max(BETWEEN_TICKS, String(Math.trunc(to)).length + BETWEEN_NUMBERS)
  const step = roundStep(((to - from) * apart) / columns, unit)
  const first = Math.floor(from / step) + 1
  const length = Math.max(0, Math.ceil(to / step) - first)
  return Array.from({ length }, (_, index) => (first + index) * step)
}

/** At least as large: 1, 2 or 5 with zeros behind it; in seconds what divides minutes, hours and days. */
function roundStep(least: number, unit: string): number {
  const seconds = unit === 's' && least > 0.5 ? SECONDS.find((step) => step >= least) : undefined
  if (seconds !== undefined) return seconds
  const zeros = 10 ** Math.floor(Math.log10(least))
  return zeros * ([1, 2, 5].find((digit) => digit * zeros >= least) ?? 10)
}
