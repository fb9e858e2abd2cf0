import { expect, it } from 'vitest'
import { useEmbedded } from '../fixture.js'

const redis = useEmbedded()

it.each(['POST / HTTP/1.1\r\n', 'GET / HTTP/1.1\r\nHost: localhost\r\n', 'PUT / HTTP/1.1\r\nhost: x\r\n'])(
  'A web request is cut off before its body: %j',
  async (head) => {
    const client = await redis.open()
    client.socket.write(`${head}Content-Length: 14\r\n\r\nSET stolen yes\r\n`)
    await client.closed
    expect(await redis.ask('EXISTS', 'stolen')).toBe(':0')
  },
)

it('A POST is not answered at all', async () => {
  const client = await redis.open()
  client.socket.write('POST / HTTP/1.1\r\n\r\n')
  expect(await client.reply()).toBe('closed')
})
