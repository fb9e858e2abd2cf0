const MOST_RANGES = 12
const ABOUT = 10

/**
 * Round numbers that cut the scores into about ten ranges, each from one edge to below the next. The last edge
 * lies above the highest score; it is Infinity where doubles leave no room for another.
 */
export function edgesFor(lowest: number, highest: number, whole: boolean): number[] {
  const step = roundStep(highest / ABOUT - lowest / ABOUT, whole)
  const start = Math.floor(lowest / step) * step
  const edges = [Number.isFinite(start) ? Math.min(exact(start), lowest) : lowest]
  for (let index = 1; index <= MOST_RANGES && last(edges) <= highest; index++) {
    const edge = exact(start + index * step)
    if (edge > last(edges)) edges.push(edge)
  }
  return last(edges) > highest ? edges : [...edges, Infinity]
}

/** 1, 2 or 5 with zeros: the next one from `raw` on. Whole scores need no smaller step than 1. */
function roundStep(raw: number, whole: boolean): number {
  if (whole && raw <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(raw))
  return power * ([1, 2, 5].find((digit) => digit * power >= raw) ?? 10)
}

/** 0.1 added three times is 0.3 again. */
function exact(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(15))
}

function last(edges: readonly number[]): number {
  return edges[edges.length - 1] as number
}
