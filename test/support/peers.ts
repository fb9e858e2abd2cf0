import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

export interface Peer {
  url: string
  close(): Promise<void>
}

/** Something that listens on loopback and is perhaps not a Redis. */
export async function startPeer(onSocket: (socket: Socket) => void): Promise<Peer> {
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket.on('error', () => {}))
    onSocket(socket)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `redis://127.0.0.1:${port}`, close: () => end(server, sockets) }
}

/** Accepts and never says a word. */
export const startSilentPeer = () => startPeer(() => {})

/** Says the same to every command. */
export const startParrot = (text: string) =>
  startPeer((socket) => socket.on('data', (chunk) => socket.write(text.repeat(commands(chunk)))))

/** Says it to everyone who comes in, and hangs up. */
export const startBouncer = (text: string) => startPeer((socket) => socket.end(text))

/** A reply as Redis writes it. */
export const bulk = (text: string) => `$${Buffer.byteLength(text)}\r\n${text}\r\n`

const commands = (chunk: Buffer) => chunk.toString().match(/^\*/gm)?.length ?? 0

function end(server: Server, sockets: Set<Socket>): Promise<void> {
  for (const socket of sockets) socket.destroy()
  return new Promise((resolve) => server.close(() => resolve()))
}
