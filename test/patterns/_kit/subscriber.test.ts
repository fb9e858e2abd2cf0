import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Listener, Subscriber } from '../../../src/patterns/_kit/subscriber.js'
import { eventually } from '../../support/eventually.js'
import { freshName, hasRealServer, onEveryServer } from '../support/servers.js'
import { wayForEach } from '../support/way.js'

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
  const way = wayForEach()
  let subscriber: Subscriber
  beforeEach(() => {
    subscriber = new Subscriber(way.far)
  })
  afterEach(() => subscriber.close())

  it('says so, subscribes again by itself, and says that, too', async () => {
    const heard = listener()
    await subscriber.subscribe('news', heard)
    way.proxy.cut()
    await vi.waitFor(() => expect(heard.onRestored).toHaveBeenCalledTimes(1))
    expect(heard.onLost).toHaveBeenCalledTimes(1)
    expect(await way.direct.publish('news', 'again')).toBe(1)
    await vi.waitFor(() => expect(heard.onMessage).toHaveBeenCalledWith(Buffer.from('again'), 'news'))
  })

  it('tries until the server is back', async () => {
    const heard = listener()
    await subscriber.subscribe('news', heard)
    way.proxy.refuse()
    await vi.waitFor(() => expect(heard.onLost).toHaveBeenCalledTimes(1))
    way.proxy.restore()
    await vi.waitFor(() => expect(heard.onRestored).toHaveBeenCalledTimes(1), 5_000)
  })

  it('notices a network that went away without a word, by a PING that nobody answers', async () => {
    const watchful = new Subscriber(way.far, { pingMs: 50 })
    const heard = listener()
    await watchful.subscribe('news', heard)
    way.proxy.freeze()
    await vi.waitFor(() => expect(heard.onLost).toHaveBeenCalledTimes(1), 5_000)
    way.proxy.restore()
    await vi.waitFor(() => expect(heard.onRestored).toHaveBeenCalledTimes(1), 5_000)
    await watchful.close()
  })

  it('keeps a connection on which nothing is said, as long as it answers', async () => {
    const watchful = new Subscriber(way.far, { pingMs: 50 })
    const heard = listener()
    await watchful.subscribe('news', heard)
    const pings = async () =>
      Number(/cmdstat_ping:calls=(\d+)/.exec(await way.direct.info('commandstats'))?.[1] ?? 0)
    await vi.waitFor(async () => expect(await pings()).toBeGreaterThan(5), 5_000)
    expect(heard.onLost).not.toHaveBeenCalled()
    await watchful.close()
  })

  it('can be closed while it tries, and leaves no connection', async () => {
    await subscriber.subscribe('news', listener())
    way.proxy.refuse()
    await subscriber.close()
    way.far.disconnect()
    way.proxy.restore()
    await eventually('nobody is connected', () => way.proxy.connections === 0)
  })

  it('can be left while it tries, without waiting for the server', async () => {
    const [stays, leaves] = [listener(), listener()]
    await subscriber.subscribe('news', stays)
    const leave = await subscriber.subscribe('weather', leaves)
    way.proxy.refuse()
    await vi.waitFor(() => expect(leaves.onLost).toHaveBeenCalledTimes(1))
    await leave()
    way.proxy.restore()
    await vi.waitFor(() => expect(stays.onRestored).toHaveBeenCalledTimes(1), 5_000)
    expect(await way.direct.pubsub('NUMSUB', 'news', 'weather')).toEqual(['news', 1, 'weather', 0])
    expect(leaves.onRestored).not.toHaveBeenCalled()
  })

  it('can be closed while it connects to a server that does not answer', async () => {
    way.proxy.freeze()
    const failed = subscriber.subscribe('news', listener()).catch((error: Error) => error.message)
    await eventually('it is connecting', () => way.proxy.connections > 1)
    await subscriber.close()
    expect(await failed).toContain('aborted')
  })

  it('can subscribe after a first attempt that failed', async () => {
    way.proxy.refuse()
    await expect(subscriber.subscribe('news', listener())).rejects.toThrow()
    way.proxy.restore()
    await expect(subscriber.subscribe('news', listener())).resolves.toBeTypeOf('function')
  })
})
