import { setTimeout as delay } from 'node:timers/promises'

/** Waits. @throws the signal's reason, as soon as it aborts; then no timer is left. */
export async function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, signal === undefined ? {} : { signal })
  } catch (error) {
    signal?.throwIfAborted()
    throw error
  }
}

/** The promise's result. @throws the signal's reason, as soon as it aborts; the promise is left to itself. */
export function untilAborted<Result>(promise: Promise<Result>, signal?: AbortSignal): Promise<Result> {
  if (signal === undefined) return promise
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

const FIRST_WAIT_MS = 20
const LONGEST_WAIT_MS = 2_000

/**
 * Tries until it works, with waits between that grow from 20 ms to 2 s, each shortened by chance, so that many who
 * wait for the same server do not all come at once. @throws only the signal's reason, as soon as it aborts.
 */
export async function persist<Result>(
  attempt: () => Promise<Result>,
  signal: AbortSignal,
  onFailure: (error: unknown) => void = () => {},
): Promise<Result> {
  for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
    signal.throwIfAborted()
    try {
      return await attempt()
    } catch (error) {
      signal.throwIfAborted()
      onFailure(error)
      await sleep(waitMs * (0.5 + Math.random() / 2), signal)
    }
  }
}
