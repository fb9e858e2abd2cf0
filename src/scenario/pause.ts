import type { Command } from 'ioredis'
import type { Connection } from '../engine/engine.js'

/**
 * Runs a program whose client is held up after some commands: what it sends then waits until `meanwhile` is done, as
 * when a request waits for another service between two steps. `meanwhile` needs a connection of its own.
 */
export async function pauseAfter(
  commands: number,
  connection: Connection,
  program: (connection: Connection) => Promise<unknown>,
  meanwhile: () => Promise<unknown>,
): Promise<void> {
  const send = connection.sendCommand.bind(connection) as (command: Command, ...rest: unknown[]) => unknown
  let sent = 0
  let pause: Promise<unknown> | undefined
  connection.sendCommand = (command: Command, ...rest: unknown[]) => {
    if (++sent <= commands) return send(command, ...rest)
    pause ??= meanwhile()
    pause.then(
      () => send(command, ...rest),
      (error: Error) => command.reject(error),
    )
    return command.promise
  }
  try {
    await program(connection)
  } finally {
    connection.sendCommand = send as Connection['sendCommand']
  }
  if (pause === undefined) throw new Error(`the program ended before its pause: it sent ${sent} commands`)
}
