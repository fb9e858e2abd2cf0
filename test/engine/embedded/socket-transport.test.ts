import type { Socket } from 'node:net'
import { Duplex } from 'node:stream'
import { describe, expect, it, vi } from 'vitest'
import { SocketTransport } from '../../../src/engine/embedded/socket-transport.js'
import { useEmbedded } from './fixture.js'

const redis = useEmbedded()

it.each(['end', 'destroy', 'resetAndDestroy'] as const)(
  'An element pushed after a blocked client left by %s is kept',
  async (leave) => {
    const worker = await redis.block('BLPOP', 'queue', 0)
    worker.socket[leave]()
    await redis.untilClients(0)
    expect(await redis.ask('RPUSH', 'queue', 'job')).toBe(':1')
    expect(await redis.ask('LPOP', 'queue')).toBe('"job"')
  },
)

it('An element goes to the next worker when the first one left', async () => {
  const gone = await redis.block('BLPOP', 'queue', 0)
  const next = await redis.block('BLPOP', 'queue', 0)
  await gone.close()
  await redis.untilClients(1)
  await redis.ask('RPUSH', 'queue', 'job')
  expect(await next.reply()).toBe('*["queue" "job"]')
})

// The first script loads WebAssembly, so the server sees the hang-up before it comes to the last command.
it('A client that hangs up behind its last commands gets all replies', async () => {
  const client = await redis.open()
  client.send('EVAL', 'return 1', 0)
  client.send('ECHO', 'last')
  client.socket.end()
  expect([await client.reply(), await client.reply()]).toEqual([':1', '"last"'])
  await client.closed
})

it.each([['PING'], ['EVAL', 'return 1', 0]])(
  'A client that hangs up behind %s and a command that blocks is let go',
  async (...command) => {
    const client = await redis.open()
    client.send(...command)
    client.send('BLPOP', 'queue', 0)
    client.socket.end()
    await client.closed
    expect(await redis.ask('RPUSH', 'queue', 'job')).toBe(':1')
    expect(await redis.ask('LLEN', 'queue')).toBe(':1')
  },
)

describe('A transport', () => {
  it('sends what is written in one turn of the event loop together', async () => {
    const { transport, written } = overStream()
    for (const reply of ['+A', '+B', '+C']) void transport.write(Buffer.from(reply))
    await new Promise(setImmediate)
    expect(written.map((chunks) => chunks.join())).toEqual(['+A,+B,+C'])
  })

  it('makes the writer wait while the client does not read, until it reads or leaves', async () => {
    const { transport, read } = overStream()
    let waiting = 2
    const more = () => Promise.resolve(transport.write(Buffer.alloc(100_000))).then(() => (waiting -= 1))
    const first = more()
    await new Promise(setImmediate)
    expect(waiting).toBe(2)
    read()
    await first
    const second = more()
    await new Promise(setImmediate)
    expect(waiting).toBe(1)
    transport.close()
    read()
    await second
  })

  it('stops listening to a client that sends faster than it is served, and goes on when it is', async () => {
    const { transport, stream } = overStream()
    for (let i = 0; i < 3; i += 1) stream.push(Buffer.alloc(500_000))
    await vi.waitUntil(() => stream.isPaused(), { timeout: 10_000 })
    const { value } = await transport.read().next()
    expect(value?.length).toBe(1_500_000)
    expect(stream.isPaused()).toBe(false)
  })
})

/** A transport over a stream whose other side reads only when it is told to. */
function overStream() {
  const written: string[][] = []
  let read = () => {}
  const stream = new Duplex({
    read() {},
    writev(chunks, done) {
      written.push(chunks.map(({ chunk }) => String(chunk)))
      read = done
    },
  })
  const socket = Object.assign(stream, { destroySoon: () => stream.destroy() }) as unknown as Socket
  return { transport: new SocketTransport(socket), stream, written, read: () => read() }
}
