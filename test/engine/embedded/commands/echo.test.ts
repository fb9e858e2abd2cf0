import { expect, it } from 'vitest'
import { useEmbedded } from '../fixture.js'

const redis = useEmbedded()

it('ECHO answers its argument, byte for byte', async () => {
  expect(await redis.ask('ECHO', Buffer.from([0, 255, 13, 10]))).toBe(JSON.stringify('\0\xff\r\n'))
  expect(await redis.ask('ECHO')).toBe("-ERR wrong number of arguments for 'echo' command")
})
