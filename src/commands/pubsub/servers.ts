/** `web-1`, `web-2`, …: the app servers that listen. */
export function servers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `web-${index + 1}`)
}

/** `m1`, `m2`, … */
export function messages(count: number, from = 1): string[] {
  return Array.from({ length: count }, (_, index) => `m${from + index}`)
}
