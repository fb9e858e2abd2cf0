import { connect } from 'node:net'
import type { NetConnectOpts, Socket } from 'node:net'

export type Argument = string | number | Buffer

/** A bare client: what it is sent goes out as it is, and every reply is kept with its type, as text. */
export class RespClient {
  readonly closed: Promise<void>
  private input = ''
  private readonly replies: string[] = []
  private readonly readers: ((reply: string) => void)[] = []

  private constructor(readonly socket: Socket) {
    socket.setNoDelay(true).setEncoding('latin1')
    socket.on('data', (text) => this.receive(String(text)))
    this.closed = new Promise((resolve) => socket.once('close', () => resolve()))
    void this.closed.then(() => this.readers.forEach((reader) => reader('closed')))
  }

  static open(where: NetConnectOpts): Promise<RespClient> {
    return new Promise((resolve, reject) => {
      const socket = connect(where)
      socket.once('connect', () => {
        socket.off('error', reject).on('error', () => {})
        resolve(new RespClient(socket))
      })
      socket.once('error', reject)
    })
  }

  /** Sends a command and waits for its reply. */
  ask(...command: readonly Argument[]): Promise<string> {
    this.send(...command)
    return this.reply()
  }

  send(...command: readonly Argument[]): void {
    const parts = command.map((argument) =>
      Buffer.isBuffer(argument) ? argument : Buffer.from(String(argument)),
    )
    const framed = parts.flatMap((part) => [Buffer.from(`$${part.length}\r\n`), part, Buffer.from('\r\n')])
    this.socket.write(Buffer.concat([Buffer.from(`*${parts.length}\r\n`), ...framed]))
  }

  /** Sends a command that blocks. The server takes the two in one go: when the first is answered, the other waits. */
  async begin(...command: readonly Argument[]): Promise<void> {
    this.socket.cork()
    this.send('ECHO', 'begun')
    this.send(...command)
    this.socket.uncork()
    await this.reply()
  }

  /** The next reply or pushed message, or `closed` when there will be none. */
  reply(): Promise<string> {
    const reply = this.replies.shift()
    if (reply !== undefined) return Promise.resolve(reply)
    if (this.socket.destroyed) return Promise.resolve('closed')
    return new Promise((resolve) => this.readers.push(resolve))
  }

  close(): Promise<void> {
    this.socket.destroy()
    return this.closed
  }

  private receive(text: string): void {
    this.input += text
    for (let parsed = parse(this.input, 0); parsed; parsed = parse(this.input, 0)) {
      this.input = this.input.slice(parsed.end)
      const reader = this.readers.shift()
      if (reader) reader(parsed.text)
      else this.replies.push(parsed.text)
    }
  }
}

interface Parsed {
  text: string
  end: number
}

const LISTS: Record<string, number> = { '*': 1, '~': 1, '>': 1, '%': 2 }

function parse(input: string, at: number): Parsed | undefined {
  const lineEnd = input.indexOf('\r\n', at)
  if (lineEnd === -1) return undefined
  const type = input.charAt(at)
  const line = input.slice(at + 1, lineEnd)
  const next = lineEnd + 2
  if (line === '-1' && '*$'.includes(type)) return { text: `${type}-1`, end: next }
  if (type === '$' || type === '=') return parseString(input, next, Number(line))
  const width = LISTS[type]
  if (width) return parseList(input, next, type, Number(line) * width)
  return { text: `${type}${line}`, end: next }
}

function parseString(input: string, at: number, length: number): Parsed | undefined {
  const end = at + length
  if (input.length < end + 2) return undefined
  return { text: JSON.stringify(input.slice(at, end)), end: end + 2 }
}

function parseList(input: string, at: number, type: string, count: number): Parsed | undefined {
  const items: string[] = []
  let end = at
  for (let i = 0; i < count; i += 1) {
    const item = parse(input, end)
    if (!item) return undefined
    items.push(item.text)
    end = item.end
  }
  return { text: `${type}[${items.join(' ')}]`, end }
}
