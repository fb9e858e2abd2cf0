import type { Point } from '../../scenario/event.js'

/** Points that say the same, together; each group in the order of time, as are the groups. */
export function alikePoints(points: readonly Point[]): Point[][] {
  const groups = new Map<string, Point[]>()
  for (const point of points.toSorted((one, other) => one.at - other.at)) {
    const same = `${point.mark} ${point.label}`
    const group = groups.get(same)
    if (group === undefined) groups.set(same, [point])
    else group.push(point)
  }
  return [...groups.values()]
}
