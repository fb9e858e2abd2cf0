import { describe, expect, it } from 'vitest'
import { connectTo } from '../../src/engine/connect.js'
import { ask } from '../../src/engine/probe.js'
import { parseUrl } from '../../src/engine/target.js'
import { bulk, startPeer } from '../support/peers.js'

/** Answers each command of one pipeline in turn. */
async function asked(...replies: string[]) {
  const peer = await startPeer((socket) => socket.on('data', () => socket.write(replies.join(''))))
  const redis = await connectTo(parseUrl(peer.url, 'test'), '')
  try {
    return await ask(redis)
  } finally {
    redis.disconnect()
    await peer.close()
  }
}

const INFO = bulk('# Server\r\nredis_version:7.2.4\r\nredis_mode:standalone\r\ncluster_enabled:0\r\n')
const VALKEY = bulk(
  'redis_version:7.2.4\r\nserver_name:valkey\r\nvalkey_version:8.1.1\r\ncluster_enabled:1\r\n',
)
const NIL = '$-1\r\n'

describe('ask', () => {
  it('reads product, version and mode', async () => {
    expect(await asked(INFO, NIL, NIL, ':0\r\n', '+OK\r\n')).toMatchObject({
      product: 'redis',
      version: '7.2.4',
      cluster: false,
      lacks: [],
    })
  })

  it('tells Valkey by its own version, not by the one that it shows for compatibility', async () => {
    expect(await asked(VALKEY, NIL, NIL, ':0\r\n', '+OK\r\n')).toMatchObject({
      product: 'valkey',
      version: '8.1.1',
      cluster: true,
    })
  })

  it('counts an unknown or forbidden command as lacking, and no other complaint', async () => {
    const { lacks } = await asked(
      INFO,
      "-ERR unknown command 'MEMORY'\r\n",
      '-MOVED 1 127.0.0.1:1\r\n',
      "-NOPERM this user has no permissions to run the 'wait' command\r\n",
      "-ERR unknown subcommand 'TRACKING'\r\n",
    )
    expect(lacks).toEqual(['memory', 'wait', 'tracking'])
  })

  it('makes do without INFO when it is forbidden', async () => {
    const facts = await asked('-NOPERM no\r\n', NIL, NIL, ':0\r\n', '+OK\r\n')
    expect(facts).toMatchObject({ product: 'redis', version: 'unknown', cluster: false, lacks: [] })
  })

  it('passes on any other refusal', async () => {
    await expect(asked(...Array.from({ length: 5 }, () => '-NOAUTH no\r\n'))).rejects.toThrow('NOAUTH')
  })
})
