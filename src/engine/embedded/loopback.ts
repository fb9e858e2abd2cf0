import { once } from 'node:events'
import { createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'

export interface Listener {
  readonly port: number
  close(): Promise<void>
}

/** Listens where only this machine can connect: js-redis-server itself listens on every interface. */
export async function listenOnLoopback(serve: (socket: Socket) => void): Promise<Listener> {
  const sockets = new Set<Socket>()
  // A client may send its last commands and hang up; it still gets their replies.
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    serve(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  // Connected clients would keep the server open for ever.
  const close = async () => {
    const closed = once(server, 'close')
    server.close()
    for (const socket of sockets) socket.destroy()
    await closed
  }
  let closing: Promise<void> | undefined
  return { port: (server.address() as AddressInfo).port, close: () => (closing ??= close()) }
}
