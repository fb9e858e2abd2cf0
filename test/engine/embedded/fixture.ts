import { afterEach, beforeEach } from 'vitest'
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
  /** How many clients are connected besides the one that asks. */
  others(): Promise<number>
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
  const others = async () => (await ask('CLIENT', 'LIST')).split('id=').length - 2
  return {
    get server() {
      return server
    },
    open,
    ask,
    block,
    others,
  }
}
