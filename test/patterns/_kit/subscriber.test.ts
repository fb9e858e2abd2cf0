import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Listener, Subscriber } from '../../../src/patterns/_kit/subscriber.js'
import { eventually } from '../../support/eventually.js'
import { type RealServer, startRealServer } from '../../support/servers.js'
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.js'
import { freshName, hasRealServer, onEveryServer } from '../support/servers.js'

const listener = () => ({
  onMessage: vi.fn<Listener['onMessage']>(),
  onLost: vi.fn<() => void>(),
  onRestored: vi.fn<() => void>(),
})

onEveryServer('a subscriber', (redis) => {
  let subscriber: Subscriber
  beforeEach(() => {
    subscriber = new Subscriber(redis())
  })
  afterEach(() => subscriber.close())

  it('hears what is published to its channel, byte by byte, and no longer after it unsubscribed', async () => {
    const channel = freshName()
    const [one, two] = [listener(), listener()]
    const unsubscribe = await subscriber.subscribe(channel, one)
    await subscriber.subscribe(channel, two)
    await redis().publish(channel, Buffer.from([0, 255]))
    await vi.waitFor(() => expect(one.onMessage).toHaveBeenCalledWith(Buffer.from([0, 255]), channel))
    await unsubscribe()
    await redis().publish(channel, 'more')
    await vi.waitFor(() => expect(two.onMessage).toHaveBeenCalledTimes(2))
    expect(one.onMessage).toHaveBeenCalledTimes(1)
  })

  it('hears all channels that match a pattern, by their names', async () => {
    const name = freshName()
    const heard = listener()
    await subscriber.psubscribe(`${name}:*`, heard)
    await redis().publish(`${name}:a`, '1')
    await vi.waitFor(() => expect(heard.onMessage).toHaveBeenCalledWith(Buffer.from('1'), `${name}:a`))
  })

  it('subscribes to nothing after it was closed', async () => {
    await subscriber.close()
    await expect(subscriber.subscribe(freshName(), listener())).rejects.toThrow('aborted')
  })
})

describe.skipIf(!hasRealServer)('a subscriber whose connection breaks', () => {
  let server: RealServer
  let proxy: TcpProxy
  let redis: Redis
  let subscriber: Subscriber

  beforeEach(async () => {
    server = await startRealServer()
    proxy = await startTcpProxy(server.port)
    redis = new Redis(proxy.url)
    redis.on('error', () => {})
    subscriber = new Subscriber(redis)
  })
  afterEach(async () => {
    await subscriber.close()
    redis.disconnect()
    await proxy.close()
    await server.close()
  })

  it('says so, subscribes again by itself, and says that, too', async () => {
    const heard = listener()
    await subscriber.subscribe('news', heard)
    proxy.cut()
    await vi.waitFor(() => expect(heard.onRestored).toHaveBeenCalledTimes(1))
    expect(heard.onLost).toHaveBeenCalledTimes(1)
    const direct = new Redis(server.url)
    expect(await direct.publish('news', 'again')).toBe(1)
    direct.disconnect()
    await vi.waitFor(() => expect(heard.onMessage).toHaveBeenCalledWith(Buffer.from('again'), 'news'))
  })

  it('tries until the server is back', async () => {
    const heard = listener()
    await subscriber.subscribe('news', heard)
    proxy.refuse()
    await vi.waitFor(() => expect(heard.onLost).toHaveBeenCalledTimes(1))
    proxy.restore()
    await vi.waitFor(() => expect(heard.onRestored).toHaveBeenCalledTimes(1), 5_000)
  })

  it('notices a network that went away without a word, by a PING that nobody answers', async () => {
    const watchful = new Subscriber(redis, { pingMs: 50 })
    const heard = listener()
    await watchful.subscribe('news', heard)
    proxy.freeze()
    await vi.waitFor(() => expect(heard.onLost).toHaveBeenCalledTimes(1), 5_000)
    proxy.restore()
    await vi.waitFor(() => expect(heard.onRestored).toHaveBeenCalledTimes(1), 5_000)
    await watchful.close()
  })

  it('keeps a connection on which nothing is said, as long as it answers', async () => {
    const watchful = new Subscriber(redis, { pingMs: 5 })
    const heard = listener()
    await watchful.subscribe('news', heard)
    const direct = new Redis(server.url)
    const pings = async () =>
      Number(/cmdstat_ping:calls=(\d+)/.exec(await direct.info('commandstats'))?.[1] ?? 0)
    await vi.waitFor(async () => expect(await pings()).toBeGreaterThan(5), 5_000)
    direct.disconnect()
    expect(heard.onLost).not.toHaveBeenCalled()
    await watchful.close()
  })

  it('can be closed while it tries, and leaves no connection', async () => {
    await subscriber.subscribe('news', listener())
    proxy.refuse()
    await subscriber.close()
    redis.disconnect()
    proxy.restore()
    await eventually('nobody is connected', () => proxy.connections === 0)
  })

  it('can be left while it tries, without waiting for the server', async () => {
    const [stays, leaves] = [listener(), listener()]
    await subscriber.subscribe('news', stays)
    const leave = await subscriber.subscribe('weather', leaves)
    proxy.refuse()
    await vi.waitFor(() => expect(leaves.onLost).toHaveBeenCalledTimes(1))
    await leave()
    proxy.restore()
    await vi.waitFor(() => expect(stays.onRestored).toHaveBeenCalledTimes(1), 5_000)
    const direct = new Redis(server.url)
    expect(await direct.pubsub('NUMSUB', 'news', 'weather')).toEqual(['news', 1, 'weather', 0])
    direct.disconnect()
    expect(leaves.onRestored).not.toHaveBeenCalled()
  })

  it('can be closed while it connects to a server that does not answer', async () => {
    proxy.freeze()
    const failed = subscriber.subscribe('news', listener()).catch((error: Error) => error.message)
    await eventually('it is connecting', () => proxy.connections > 1)
    await subscriber.close()
    expect(await failed).toContain('aborted')
  })

  it('can subscribe after a first attempt that failed', async () => {
    proxy.refuse()
    await expect(subscriber.subscribe('news', listener())).rejects.toThrow()
    proxy.restore()
    await expect(subscriber.subscribe('news', listener())).resolves.toBeTypeOf('function')
  })
})
