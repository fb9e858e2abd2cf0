import type { Command } from 'ioredis'
import type { Connection } from '../engine/engine.js'

/**
 * Runs a program whose client dies after some commands: the next one is never sent. What was sent before has happened,
 * as when a process is killed between two steps.
 */
export async function crashAfter(
  commands: number,
  connection: Connection,
  program: (connection: Connection) => Promise<unknown>,
): Promise<void> {
  const send = connection.sendCommand.bind(connection) as (command: Command, ...rest: unknown[]) => unknown
  let sent = 0
  connection.sendCommand = (command: Command, ...rest: unknown[]) => {
    if (++sent <= commands) return send(command, ...rest)
    command.reject(new Crash())
    return command.promise
  }
  try {
    await program(connection)
  } catch (error) {
    if (!(error instanceof Crash)) throw error
  } finally {
    connection.sendCommand = send as Connection['sendCommand']
  }
}

class Crash extends Error {
  override readonly message = 'the client died here'
}
