/** Asks until it holds, for things that announce nothing, such as the end of another process. */
export async function eventually(
  what: string,
  holds: () => boolean | Promise<boolean>,
  limitMs = 3_000,
): Promise<number> {
  const start = performance.now()
  while (!(await holds())) {
    if (performance.now() - start > limitMs) throw new Error(`not within ${limitMs} ms: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return performance.now() - start
}
