import { Resp2CommandDecoder, Resp2ParseError } from 'js-redis-server/core'
import type { Resp2CommandFrame } from 'js-redis-server/core'

/** The limits of Redis: the longest line, the most arguments, the longest argument (512 MB). */
const MAX_LINE = 64 * 1024
const MAX_ARGUMENTS = 2 ** 31 - 1
const MAX_ARGUMENT_BYTES = 512 * 1024 * 1024

const ARRAY = '*'.charCodeAt(0)
const STRING = '$'.charCodeAt(0)
const NEWLINE = '\n'.charCodeAt(0)

/**
 * Bytes to commands. It keeps its place within an unfinished command: js-redis-server joins and parses all
 * that has come again with every chunk, which makes a value of 100 MB take a minute.
 */
export class CommandDecoder {
  private readonly inline = new Resp2CommandDecoder()
  private chunks: Buffer[] = []
  private size = 0
  /** How many bytes must be there before it is worth looking. */
  private wanted = 1
  private input: Buffer = Buffer.alloc(0)
  private at = 0
  private missing = 0
  private parts: Buffer[] = []

  push(chunk: Buffer): { frames: Resp2CommandFrame[]; error?: Resp2ParseError } {
    this.chunks.push(chunk)
    this.size += chunk.length
    const frames: Resp2CommandFrame[] = []
    if (this.size < this.wanted) return { frames }
    this.begin()
    try {
      while (this.step(frames));
      return { frames }
    } catch (error) {
      if (!(error instanceof Resp2ParseError)) throw error
      return { frames, error }
    } finally {
      this.keepRest()
    }
  }

  private begin(): void {
    this.input = this.chunks.length === 1 ? this.chunks[0]! : Buffer.concat(this.chunks)
    this.at = 0
    this.wanted = 1
  }

  private keepRest(): void {
    const rest = this.input.subarray(this.at)
    this.chunks = rest.length > 0 ? [rest] : []
    this.size = rest.length
  }

  /** Reads one header, argument or inline line; false when more bytes are needed. */
  private step(frames: Resp2CommandFrame[]): boolean {
    if (this.at === this.input.length) return false
    if (this.missing > 0) return this.readArgument(frames)
    return this.input[this.at] === ARRAY ? this.readHeader() : this.readInline(frames)
  }

  private readHeader(): boolean {
    const line = this.readLine('too big mbulk count string')
    if (line === undefined) return false
    this.missing = parseLength(line, MAX_ARGUMENTS, 'invalid multibulk length')
    return true
  }

  private readArgument(frames: Resp2CommandFrame[]): boolean {
    const start = this.at
    const line = this.readLine('too big bulk count string')
    if (line === undefined) return false
    if (line.charCodeAt(0) !== STRING) throw protocolError(`expected '$', got '${line.charAt(0)}'`)
    const length = parseLength(line, MAX_ARGUMENT_BYTES, 'invalid bulk length')
    if (length < 0) throw protocolError('invalid bulk length')
    const end = this.at + length
    if (this.input.length < end + 2) {
      this.wanted = end + 2 - start
      this.at = start
      return false
    }
    this.parts.push(Buffer.from(this.input.subarray(this.at, end)))
    this.at = end + 2
    this.missing -= 1
    if (this.missing === 0) this.finish(frames)
    return true
  }

  private finish(frames: Resp2CommandFrame[]): void {
    const [command, ...args] = this.parts
    this.parts = []
    if (command) frames.push({ command, args })
  }

  /** Quoting in typed lines is left to js-redis-server, which wants the line to end in CR LF. */
  private readInline(frames: Resp2CommandFrame[]): boolean {
    const line = this.readLine('too big inline request')
    if (line === undefined) return false
    const decoded = this.inline.push(Buffer.from(`${line}\r\n`, 'latin1'))
    if (decoded.error) throw decoded.error
    frames.push(...decoded.frames)
    return true
  }

  private readLine(tooLong: string): string | undefined {
    const end = this.input.indexOf(NEWLINE, this.at)
    if (end === -1) {
      if (this.input.length - this.at > MAX_LINE) throw protocolError(tooLong)
      return undefined
    }
    const line = this.input.toString('latin1', this.at, end)
    this.at = end + 1
    return line.endsWith('\r') ? line.slice(0, -1) : line
  }
}

function parseLength(line: string, max: number, problem: string): number {
  const digits = line.slice(1)
  const length = Number(digits)
  if (!/^-?\d+$/.test(digits) || length > max) throw protocolError(problem)
  return length
}

function protocolError(problem: string): Resp2ParseError {
  return new Resp2ParseError(`Protocol error: ${problem}`)
}
