import { serve } from './connection.js'
import { createExecutor } from './executor.js'
import { listenOnLoopback } from './loopback.js'
import { EmbeddedState } from './state.js'
import { VERSION } from './version.js'

/** A Redis inside this process, on a loopback port. It is js-redis-server with the faults that matter here corrected. */
export interface EmbeddedServer {
  readonly port: number
  /** The version of js-redis-server. */
  readonly version: string
  /** Ends every connection and forgets all data. Safe to call twice. */
  close(): Promise<void>
}

export async function startEmbedded(): Promise<EmbeddedServer> {
  const state = new EmbeddedState()
  const executor = createExecutor()
  const listener = await listenOnLoopback((socket) => serve(socket, state, executor))
  const close = async () => {
    state.close()
    await listener.close()
  }
  return { port: listener.port, version: VERSION, close }
}
