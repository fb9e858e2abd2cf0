import { describe, expect, it } from 'vitest'
import { CommandDecoder } from '../../../src/engine/embedded/command-decoder.js'
import { useEmbedded } from './fixture.js'

const decode = (...chunks: readonly (string | Buffer)[]) => {
  const decoder = new CommandDecoder()
  const results = chunks.map((chunk) => decoder.push(Buffer.from(chunk)))
  return {
    commands: results.flatMap(({ frames }) =>
      frames.map(({ command, args }) => [command, ...args].map(String)),
    ),
    error: results.find(({ error }) => error)?.error?.message,
  }
}

const SET = '*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$5\r\na\r\nb\0\r\n'

describe('Commands are read', () => {
  it('wherever the bytes are cut', () => {
    for (let cut = 1; cut < SET.length; cut += 1) {
      const commands = decode(SET.slice(0, cut), SET.slice(cut) + SET).commands
      expect(commands).toEqual([
        ['SET', 'k', 'a\r\nb\0'],
        ['SET', 'k', 'a\r\nb\0'],
      ])
    }
  })

  it('byte by byte', () => {
    expect(decode(...SET).commands).toEqual([['SET', 'k', 'a\r\nb\0']])
  })

  it('typed on a line, ended by CR LF or by LF alone', () => {
    expect(decode('PING\nSET a "x y"\r\n\r\n\nGET \'a\'\n').commands).toEqual([
      ['PING'],
      ['SET', 'a', 'x y'],
      ['GET', 'a'],
    ])
  })

  it('with empty arrays skipped', () => {
    expect(decode('*0\r\n*-1\r\n*1\r\n$4\r\nPING\r\n').commands).toEqual([['PING']])
  })

  it('as copies, so that a small value does not keep a large chunk', () => {
    const chunk = Buffer.from(SET + 'x'.repeat(1000))
    const [frame] = new CommandDecoder().push(chunk).frames
    chunk.fill(0)
    expect(frame?.args.map(String)).toEqual(['k', 'a\r\nb\0'])
  })
})

describe('A protocol error', () => {
  it.each([
    ['*1\r\n:4\r\n', "expected '$', got ':'"],
    ['*x\r\n', 'invalid multibulk length'],
    ['*2147483648\r\n', 'invalid multibulk length'],
    ['*1\r\n$600000000\r\n', 'invalid bulk length'],
    ['*1\r\n$-1\r\n', 'invalid bulk length'],
    ['GET "open\r\n', 'unbalanced quotes in request'],
    ['x'.repeat(70_000), 'too big inline request'],
    [`*${'1'.repeat(70_000)}`, 'too big mbulk count string'],
    [`*1\r\n$${'1'.repeat(70_000)}`, 'too big bulk count string'],
  ])('is told for %.20s: %s', (bytes, problem) => {
    expect(decode(bytes).error).toBe(`Protocol error: ${problem}`)
  })

  it('comes after the commands before it', () => {
    expect(decode('PING\r\n*x\r\n')).toEqual({
      commands: [['PING']],
      error: 'Protocol error: invalid multibulk length',
    })
  })
})

describe('Over a socket', () => {
  const redis = useEmbedded()

  it('a protocol error is answered and ends the connection', async () => {
    const client = await redis.open()
    client.socket.write('*1\r\n:4\r\n')
    expect(await client.reply()).toBe("-ERR Protocol error: expected '$', got ':'")
    await client.closed
  })

  it('a value of 100 MB is stored in seconds', { timeout: 10_000 }, async () => {
    const size = 100 * 1024 * 1024
    expect(await redis.ask('SET', 'big', Buffer.alloc(size, 'x'))).toBe('+OK')
    expect(await redis.ask('STRLEN', 'big')).toBe(`:${size}`)
  })
})
