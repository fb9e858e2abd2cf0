/** A count as people read it. */
export function written(count: number): string {
  return Number.isSafeInteger(count) ? count.toLocaleString('en') : String(count)
}
