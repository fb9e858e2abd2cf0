import type { Redis } from 'ioredis'
import { isReply } from './blocking-client.js'

/** Where a server tells a RESP2 connection which keys have changed. */
const CHANNEL = '__redis__:invalidate'

/**
 * Has the server tell a connection of every change to a key that begins with the prefix, whoever makes it: CLIENT
 * TRACKING in broadcasting mode. `null` stands for all keys. False when the server cannot do that, or the user may not.
 *
 * The connection must speak RESP2, for ioredis drops what RESP3 pushes, and must not have subscribed to anything yet.
 * CLIENT ID, CLIENT TRACKING, SUBSCRIBE: three round trips.
 *
 * @throws when the connection is lost.
 */
export async function track(
  connection: Redis,
  prefix: string,
  onChanged: (keys: readonly Buffer[] | null) => void,
): Promise<boolean> {
  connection.on('messageBuffer', (channel: Buffer, keys: unknown) => {
    if (channel.toString() === CHANNEL) onChanged(keys as Buffer[] | null)
  })
  try {
    const id = (await connection.call('CLIENT', 'ID')) as number
    await connection.call('CLIENT', 'TRACKING', 'ON', 'REDIRECT', id, 'BCAST', 'PREFIX', prefix)
    await connection.subscribe(CHANNEL)
    return true
  } catch (error) {
    if (!isReply(error)) throw error
    await stopTracking(connection)
    return false
  }
}

/** When only the channel was refused, the server would still send to it. */
async function stopTracking(connection: Redis): Promise<void> {
  try {
    await connection.call('CLIENT', 'TRACKING', 'OFF')
  } catch (error) {
    if (!isReply(error)) throw error
  }
}
