import { Cluster, Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EmbeddedCluster, startEmbeddedCluster } from '../../../src/engine/embedded/cluster.js'

let cluster: EmbeddedCluster
let client: Cluster
const opened: (Cluster | Redis)[] = []
const open = <T extends Cluster | Redis>(one: T): T => {
  opened.push(one)
  return one
}
const nodeOf = (index: number) => open(new Redis(cluster.ports[index] as number, '127.0.0.1'))

beforeAll(async () => {
  cluster = await startEmbeddedCluster()
  client = open(new Cluster(cluster.ports.map((port) => ({ host: '127.0.0.1', port }))))
})
afterAll(async () => {
  for (const one of opened) one.disconnect()
  await cluster.close()
})

describe('a cluster inside this process', () => {
  test('keeps keys on the node of their slot, and finds them again', async () => {
    for (let index = 0; index < 30; index += 1) await client.set(`key:${index}`, index)
    const sizes = await Promise.all([0, 1, 2].map((index) => nodeOf(index).dbsize()))
    expect(sizes.reduce((sum, size) => sum + size)).toBe(30)
    expect(Math.min(...sizes)).toBeGreaterThan(0)
    expect(await client.get('key:29')).toBe('29')
  })

  test('sends who asks the wrong node to the right one', async () => {
    await expect(nodeOf(0).get('foo')).rejects.toThrow(/^MOVED 12182 127\.0\.0\.1:\d+$/)
  })

  test('refuses keys of several slots, also to a script, and takes those of one', async () => {
    await expect(client.mset('a', '1', 'b', '2')).rejects.toThrow('CROSSSLOT')
    await expect(client.eval('return 1', 2, 'a', 'b')).rejects.toThrow('CROSSSLOT')
    expect(await client.mset('{x}a', '1', '{x}b', '2')).toBe('OK')
    expect(await client.eval('return redis.call("MGET", KEYS[1], KEYS[2])', 2, '{x}a', '{x}b')).toEqual([
      '1',
      '2',
    ])
  })

  test('brings a message to the listeners of every node', async () => {
    const heard: string[] = []
    const listener = nodeOf(1)
    await listener.subscribe('news')
    listener.on('message', (_, message) => heard.push(message))
    await nodeOf(2).publish('news', 'hello')
    await listener.ping()
    expect(heard).toEqual(['hello'])
  })
})

test('ends when it is closed, also twice, and while clients are connected', async () => {
  const other = await startEmbeddedCluster()
  const guest = open(new Redis(other.ports[0] as number, '127.0.0.1', { retryStrategy: null }))
  await guest.ping()
  await other.close()
  await other.close()
  await expect(guest.ping()).rejects.toThrow()
})
