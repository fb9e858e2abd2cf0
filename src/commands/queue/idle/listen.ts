import type { Command } from 'ioredis'
import type { Connection } from '../../../engine/engine.js'

type Send = (command: Command, ...rest: unknown[]) => unknown

export interface Listening {
  /** How long the worker of this connection waits at most; resolves when it has begun to wait. */
  waitsForMs: Promise<number>
  /** How many commands on keys it has sent so far, over this connection and those that it has made from it. */
  sent(): number
  close(): void
}

/** Listens to what a worker sends, and for the BLPOP that it waits with, on a connection that it makes for that. */
export function listen(connection: Connection): Listening {
  const { sendCommand, duplicate } = connection
  // A command that waits for its connection is sent again when that is ready.
  const commands = new Set<Command>()
  let begins: (waitsForMs: number) => void
  const waitsForMs = new Promise<number>((resolve) => (begins = resolve))
  const hear = (one: Connection) => {
    const send = one.sendCommand.bind(one) as Send
    one.sendCommand = (command: Command, ...rest: unknown[]) => {
      // An EVAL only repeats an EVALSHA, when the server did not know the script.
      if (command.getKeys().length > 0 && command.name !== 'eval') commands.add(command)
      if (command.name === 'blpop') begins(Number(command.args.at(-1)) * 1_000)
      return send(command, ...rest)
    }
  }
  hear(connection)
  connection.duplicate = ((...args: unknown[]) => {
    const copy = (duplicate as (...args: unknown[]) => Connection).apply(connection, args)
    hear(copy)
    return copy
  }) as never
  return {
    waitsForMs,
    sent: () => commands.size,
    close: () => Object.assign(connection, { sendCommand, duplicate }),
  }
}
