import type { Socket } from 'node:net'
import type { ConnectionTransport, ConnectionTransportEvent } from 'js-redis-server/core'

/** Unread bytes of one client after which its socket is paused. */
const HIGH_WATER_BYTES = 1024 * 1024

/**
 * The bytes of one client. It reads on while a command is blocked, so that a hang-up is seen at once,
 * and sends the replies of one turn of the event loop together.
 */
export class SocketTransport implements ConnectionTransport {
  readonly id: string
  readonly signal: AbortSignal
  private readonly controller = new AbortController()
  private unread: Buffer[] = []
  private unreadBytes = 0
  private hungUp = false
  private blocked = false
  private corked = false
  private wakeReader = () => {}

  constructor(private readonly socket: Socket) {
    this.id = `${socket.remoteAddress}:${socket.remotePort}`
    this.signal = this.controller.signal
    socket.on('data', (chunk: Buffer) => this.receive(chunk))
    socket.on('end', () => this.hangUp())
    socket.on('error', () => this.close())
    socket.on('close', () => this.close())
  }

  async *read(): AsyncGenerator<Buffer> {
    while (!this.signal.aborted) {
      if (this.unread.length > 0) yield this.take()
      else if (this.hungUp) return
      else await new Promise<void>((resolve) => (this.wakeReader = resolve))
    }
  }

  write(chunk: Buffer): void | Promise<void> {
    if (this.signal.aborted) return
    this.corkUntilNextTurn()
    if (!this.socket.write(chunk)) return this.drained()
  }

  close(): void {
    if (this.signal.aborted) return
    this.controller.abort()
    this.wakeReader()
    this.socket.destroySoon()
  }

  on(event: ConnectionTransportEvent, listener: (error?: Error) => void): () => void {
    this.socket.on(event, listener)
    return () => this.socket.off(event, listener)
  }

  /** A client that hangs up while its command is blocked is gone; otherwise its last commands still run. */
  async whileBlocked<T>(wait: () => Promise<T>): Promise<T> {
    if (this.hungUp) this.close()
    this.blocked = true
    try {
      return await wait()
    } finally {
      this.blocked = false
    }
  }

  private receive(chunk: Buffer): void {
    this.unread.push(chunk)
    this.unreadBytes += chunk.length
    if (this.unreadBytes > HIGH_WATER_BYTES) this.socket.pause()
    this.wakeReader()
  }

  private take(): Buffer {
    const chunks = this.unread
    this.unread = []
    this.unreadBytes = 0
    this.socket.resume()
    return Buffer.concat(chunks)
  }

  private hangUp(): void {
    this.hungUp = true
    if (this.blocked) this.close()
    this.wakeReader()
  }

  private corkUntilNextTurn(): void {
    if (this.corked) return
    this.corked = true
    this.socket.cork()
    setImmediate(() => {
      this.corked = false
      this.socket.uncork()
    })
  }

  private drained(): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        this.socket.off('drain', done).off('close', done)
        resolve()
      }
      this.socket.on('drain', done).on('close', done)
    })
  }
}
