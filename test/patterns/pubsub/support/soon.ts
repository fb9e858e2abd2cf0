import { vi } from 'vitest'

/** Asks until it holds. The limit is for busy machines: nothing waits for it to pass. */
export function soon(check: () => void): Promise<void> {
  return vi.waitFor(check, 10_000)
}
