import type { Command } from 'ioredis'
import type { Connection } from '../../engine/engine.js'

/**
 * Resolves when so many more commands of a connection have been answered: what a cache does behind the back of its
 * callers, too.
 */
export function answered(connection: Connection, count: number): Promise<void> {
  const send = connection.sendCommand.bind(connection) as (command: Command, ...rest: unknown[]) => unknown
  return new Promise((resolve) => {
    let left = count
    const note = () => {
      if (--left > 0) return
      connection.sendCommand = send as Connection['sendCommand']
      resolve()
    }
    connection.sendCommand = (command: Command, ...rest: unknown[]) => {
      command.promise.then(note, note)
      return send(command, ...rest)
    }
  })
}
