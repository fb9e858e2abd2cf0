import type { Command } from 'ioredis'
import type { Connection } from '../../../engine/engine.js'

/** Resolves when the next command that is sent over a connection has been answered. */
export function nextReply(connection: Connection): Promise<void> {
  const { sendCommand } = connection
  return new Promise((resolve) => {
    connection.sendCommand = (command: Command, ...rest: never[]) => {
      connection.sendCommand = sendCommand
      const replied = () => resolve()
      command.promise.then(replied, replied)
      return sendCommand.call(connection, command, ...rest)
    }
  })
}
