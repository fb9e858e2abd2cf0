import { networkInterfaces } from 'node:os'
import { expect, it } from 'vitest'
import { RespClient } from './resp-client.js'
import { useEmbedded } from './fixture.js'

const redis = useEmbedded()

const addresses = Object.values(networkInterfaces())
  .flatMap((list) => list ?? [])
  .filter(({ address, scopeid }) => address !== '127.0.0.1' && !scopeid)
  .map(({ address }) => address)

// On Linux all of 127/8 is this machine, so there is something to refuse even without a network.
it.each(['127.0.0.2', '::1', ...addresses])('The server cannot be reached at %s', async (host) => {
  await expect(RespClient.open({ host, port: redis.server.port, timeout: 1000 })).rejects.toThrow(/E[A-Z]+/)
})
