import { setImmediate } from 'node:timers/promises'
import type { Command } from 'ioredis'
import type { Connection } from '../engine/engine.js'

/**
 * Runs a program whose client is held up after some commands, as when requests wait for another service between two
 * steps. When those are answered, `meanwhile` is run over a connection of its own, and then all goes on.
 */
export async function pauseAfter(
  commands: number,
  connection: Connection,
  program: (connection: Connection) => Promise<unknown>,
  meanwhile: () => Promise<unknown>,
): Promise<void> {
  const send = connection.sendCommand.bind(connection) as (command: Command, ...rest: unknown[]) => unknown
  const sent: Promise<unknown>[] = []
  let pause: Promise<unknown> | undefined
  connection.sendCommand = (command: Command, ...rest: unknown[]) => {
    if (sent.length < commands) {
      sent.push(command.promise)
      return send(command, ...rest)
    }
    pause ??= answered(sent).then(meanwhile)
    pause.then(
      () => void send(command, ...rest),
      (error: Error) => command.reject(error),
    )
    return command.promise
  }
  try {
    await program(connection)
  } finally {
    connection.sendCommand = send as Connection['sendCommand']
  }
  if (pause === undefined)
    throw new Error(`the program ended before its pause: it sent ${sent.length} commands`)
}

/** And the program has said all that follows from the replies, so that it stands still. */
async function answered(commands: readonly Promise<unknown>[]): Promise<void> {
  await Promise.allSettled(commands)
  await setImmediate()
}
