import type { Command } from 'ioredis'
import type { Connection } from '../engine/engine.js'
import type { Rng } from './define.js'

/** A program that one client runs, over a connection of its own. */
export interface Client {
  connection: Connection
  program: (connection: Connection) => Promise<void>
}

/**
 * Runs clients at the same time, one command after the other, in an order that the seed decides.
 *
 * Every client is stopped at each command; one is let go, and the next choice is made when it stands at its
 * following command or is done. The same client never goes twice in a row while another can, so that the
 * clients really work at the same time: the first two commands always come from two of them.
 */
export async function interleave(clients: readonly Client[], rng: Rng): Promise<void> {
  const gates = clients.map((client) => new Gate(client))
  try {
    for (const gate of gates) await gate.start()
    let last: Gate | undefined
    for (;;) {
      const waiting = gates.filter((gate) => gate.waits)
      if (waiting.length === 0) return
      const others = waiting.filter((gate) => gate !== last)
      last = rng.pick(others.length > 0 ? others : waiting)
      await last.step()
    }
  } finally {
    for (const gate of gates) gate.open()
  }
}

type Send = (command: Command, ...rest: unknown[]) => unknown

/** Holds back one client's commands and lets them go one at a time. */
class Gate {
  readonly #client: Client
  readonly #send: Send
  readonly #parked: { command: Command; go: () => void }[] = []
  /** Called when the client stands still: at a command, or at its end. */
  #still: () => void = () => {}
  #failed: (error: unknown) => void = () => {}

  constructor(client: Client) {
    this.#client = client
    this.#send = client.connection.sendCommand.bind(client.connection) as Send
  }

  get waits(): boolean {
    return this.#parked.length > 0
  }

  async start(): Promise<void> {
    const { connection, program } = this.#client
    connection.sendCommand = (command: Command, ...rest: unknown[]) => {
      this.#parked.push({ command, go: () => void this.#send(command, ...rest) })
      this.#still()
      return command.promise
    }
    await this.#untilStill(() => {
      program(connection).then(
        () => this.#still(),
        (error: unknown) => this.#failed(error),
      )
    })
  }

  /** Lets one command go and waits until the client stands at its next one, or is done. */
  async step(): Promise<void> {
    const next = this.#parked.shift()
    if (!next) return
    await this.#untilStill(() => {
      // A client that sent several at once stands still as soon as this one is answered.
      if (this.waits) next.command.promise.finally(() => this.#still()).catch(() => {})
      next.go()
    })
  }

  open(): void {
    this.#client.connection.sendCommand = this.#send as Connection['sendCommand']
  }

  #untilStill(act: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#still = resolve
      this.#failed = reject
      act()
    })
  }
}
