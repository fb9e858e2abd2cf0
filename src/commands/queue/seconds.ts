/** For the axis of a picture. */
export function seconds(ms: number): number {
  return ms / 1000
}
