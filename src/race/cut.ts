import type { Redis } from 'ioredis'

/** How long a connection is away that connects again by itself. */
export const AWAY_MS = 50

/** Longer than any order is run. */
const FOREVER_MS = 2 ** 31 - 1

/**
 * Breaks a connection, as a network does: without a word, and what waits in it is lost. One that would connect again by
 * itself waits for {@link comeBack}; another has ended. Resolves when the client has noticed.
 */
export function breakOff({ options, stream }: Redis): Promise<void> {
  const { retryStrategy } = options
  if (comesBack({ options })) {
    options.retryStrategy = () => {
      options.retryStrategy = retryStrategy
      return FOREVER_MS
    }
  }
  return new Promise((resolve) => {
    stream.once('close', () => resolve())
    stream.destroy()
  })
}

export function comesBack({ options }: Pick<Redis, 'options'>): boolean {
  return typeof options.retryStrategy === 'function'
}

/** Resolves when it is subscribed again to all that it was, unless its options say that it should not. */
export async function comeBack(connection: Redis): Promise<void> {
  await connection.connect()
  await connection.ping()
}
