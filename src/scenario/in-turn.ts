import { setImmediate as turn } from 'node:timers/promises'
import type { Command } from 'ioredis'
import type { Connection } from '../engine/engine.js'

/** The connections of one client, to several servers. */
export interface Line {
  /** Resolves when everything that was sent has been answered, and nothing follows from the answers. */
  quiet(): Promise<void>
}

/**
 * Lets connections send one command at a time, over all of them, in the order in which they were asked. Replies of
 * several servers would otherwise arrive in any order, and with them what a client sends next.
 */
export function inTurn(connections: readonly Connection[]): Line {
  let last: Promise<void> = Promise.resolve()
  for (const connection of connections) {
    const send = connection.sendCommand.bind(connection) as (command: Command, ...rest: unknown[]) => unknown
    const sendAfter = async (previous: Promise<void>, command: Command, rest: unknown[]) => {
      await previous
      send(command, ...rest)
      await Promise.allSettled([command.promise])
    }
    connection.sendCommand = (command: Command, ...rest: unknown[]) => {
      last = sendAfter(last, command, rest)
      return command.promise
    }
  }
  return {
    async quiet() {
      for (let seen: unknown; seen !== last;) {
        seen = last
        await last
        // What follows from a reply is sent a few microtasks later.
        await turn()
      }
    },
  }
}
