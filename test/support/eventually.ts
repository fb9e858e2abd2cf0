import { expect } from 'vitest'

/** Asks until it holds, for things that announce nothing, such as the end of another process. */
export async function eventually(
  what: string,
  holds: () => boolean | Promise<boolean>,
  limitMs = 3_000,
): Promise<number> {
  const start = performance.now()
  let held = await holds()
  while (!held && performance.now() - start < limitMs) {
    await new Promise((resolve) => setTimeout(resolve, 5))
    held = await holds()
  }
  expect(held, `within ${limitMs} ms: ${what}`).toBe(true)
  return performance.now() - start
}
