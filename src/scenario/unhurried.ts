import type { Event } from './event.js'

/** Who goes on before this has nothing to read, and is spared the commands. */
const SOON_MS = 200

/**
 * Hands an event to an audience that may take its time, as with `--step`. Meanwhile nothing may expire: time passes for a
 * run by its own clock only.
 */
export async function* unhurried(
  event: Event,
  holdExpiry: (agoMs: number) => Promise<() => Promise<void>>,
): AsyncGenerator<Event, void, void> {
  let held: Promise<() => Promise<void>> | undefined
  // The run may be stopped meanwhile, and its connections with it.
  const hold = () => {
    held = holdExpiry(SOON_MS).catch(() => async () => {})
  }
  const timer = setTimeout(hold, SOON_MS).unref()
  try {
    yield event
  } finally {
    clearTimeout(timer)
    await (
      await held
    )?.()
  }
}
