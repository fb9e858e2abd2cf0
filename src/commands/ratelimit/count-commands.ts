import type { Command } from 'ioredis'
import type { Connection } from '../../engine/engine.js'

/** Counts what a connection sends from now on. The function that is returned ends it and says how many there were. */
export function countCommands(connection: Connection): () => number {
  const send = connection.sendCommand.bind(connection) as (command: Command, ...rest: unknown[]) => unknown
  let sent = 0
  connection.sendCommand = (command: Command, ...rest: unknown[]) => {
    sent++
    return send(command, ...rest)
  }
  return () => {
    connection.sendCommand = send as Connection['sendCommand']
    return sent
  }
}
