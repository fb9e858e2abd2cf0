import type { Socket } from 'node:net'
import { ClientSession, createDefaultParkHandler, Resp2SessionAdapter } from 'js-redis-server/core'
import type { CommandExecutor } from 'js-redis-server/core'
import { CommandDecoder } from './command-decoder.js'
import { SocketTransport } from './socket-transport.js'
import type { EmbeddedState } from './state.js'

/** Answers one client until either side closes. */
export function serve(socket: Socket, state: EmbeddedState, executor: CommandExecutor): void {
  const transport = new SocketTransport(socket)
  const wait = createDefaultParkHandler()
  const session = new ClientSession({
    server: state,
    executor,
    clientAddress: transport.id,
    signal: transport.signal,
    turnQueue: state.turns,
    park: (request) => transport.whileBlocked(() => wait(request)),
    closeConnection: () => transport.close(),
  })
  const adapter = new Resp2SessionAdapter({ transport, session })
  // The adapter has no option for it.
  Object.assign(adapter, { decoder: new CommandDecoder() })
  const close = () => transport.close()
  adapter.run().then(close, close)
}
