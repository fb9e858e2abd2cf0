import type { Command } from 'ioredis'
import type { Connection } from '../../../engine/engine.js'

type Send = (command: Command, ...rest: unknown[]) => unknown

/** For how many ms the next worker of this connection waits at most; resolves when it has begun to wait, with BLPOP. */
export function waits(connection: Connection): Promise<number> {
  const { duplicate } = connection
  return new Promise((resolve) => {
    connection.duplicate = ((...args: unknown[]) => {
      connection.duplicate = duplicate
      const copy = (duplicate as (...args: unknown[]) => Connection).apply(connection, args)
      const send = copy.sendCommand.bind(copy) as Send
      copy.sendCommand = (command: Command, ...rest: unknown[]) => {
        if (command.name === 'blpop') resolve(Number(command.args.at(-1)) * 1_000)
        return send(command, ...rest)
      }
      return copy
    }) as never
  })
}
