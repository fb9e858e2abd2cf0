import { afterEach, beforeEach, vi } from 'vitest'
import { startEmbedded } from '../../../src/engine/embedded/index.js'
import type { EmbeddedServer } from '../../../src/engine/embedded/index.js'
import { RespClient } from './resp-client.js'
import type { Argument } from './resp-client.js'

export interface Fixture {
  readonly server: EmbeddedServer
  open(): Promise<RespClient>
  /** Sends one command on a connection of its own. */
  ask(...command: readonly Argument[]): Promise<string>
  /** Starts a command that blocks, and returns once the server waits. */
  block(...command: readonly Argument[]): Promise<RespClient>
  /** Waits until the server has noticed that all but so many clients are gone. */
  untilClients(count: number): Promise<void>
}

/** A server for each test of the file. */
export function useEmbedded(): Fixture {
  let server: EmbeddedServer
  beforeEach(async () => {
    server = await startEmbedded()
  })
  afterEach(() => server.close())

  const open = () => RespClient.open({ host: '127.0.0.1', port: server.port })
  const ask = async (...command: readonly Argument[]) => {
    const client = await open()
    const reply = await client.ask(...command)
    await client.close()
    return reply
  }
  const block = async (...command: readonly Argument[]) => {
    const client = await open()
    await client.begin(...command)
    return client
  }
  const untilClients = async (count: number) => {
    // The one that asks is counted too.
    const left = async () => (await ask('CLIENT', 'LIST')).split(' addr=').length - 2
    await vi.waitUntil(async () => (await left()) === count, { timeout: 10_000 })
  }
  return {
    get server() {
      return server
    },
    open,
    ask,
    block,
    untilClients,
  }
}
