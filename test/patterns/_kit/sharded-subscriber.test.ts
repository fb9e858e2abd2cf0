import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ShardedSubscriber } from '../../../src/patterns/_kit/sharded-subscriber.js'
import type { Listener } from '../../../src/patterns/_kit/subscriber.js'
import { supports } from '../../../src/patterns/_kit/supports.js'
import { freshName, onEveryServer } from '../support/servers.js'

const listener = () => ({ onMessage: vi.fn<Listener['onMessage']>() })

onEveryServer('a sharded subscriber', (redis) => {
  let subscriber: ShardedSubscriber
  beforeEach(async ({ skip }) => {
    if (!(await supports(redis(), 'ssubscribe'))) skip('the server has no sharded channels')
    subscriber = new ShardedSubscriber(redis())
  })
  afterEach(() => subscriber.close())

  const publish = (channel: string, message: string | Buffer) =>
    redis().eval("return redis.call('SPUBLISH', ARGV[1], ARGV[2])", 1, channel, channel, message)

  it('hears channels of all shards, byte by byte, and no longer after it unsubscribed', async () => {
    const names = Array.from({ length: 12 }, () => `{${freshName()}}`)
    const heard = names.map(listener)
    const unsubscribe = await Promise.all(names.map((name, at) => subscriber.subscribe(name, heard[at]!)))
    for (const name of names) await publish(name, Buffer.from([0, 255]))
    for (const [at, name] of names.entries()) {
      await vi.waitFor(() => expect(heard[at]?.onMessage).toHaveBeenCalledWith(Buffer.from([0, 255]), name))
    }
    await Promise.all(unsubscribe.map((each) => each()))
    const receivers = await Promise.all(names.map(async (name) => Number(await publish(name, 'x'))))
    expect(receivers).toEqual(Array(12).fill(0))
  })

  it('shares a channel between listeners until the last one leaves', async () => {
    const name = `{${freshName()}}`
    const [one, two] = [listener(), listener()]
    const leave = await subscriber.subscribe(name, one)
    await subscriber.subscribe(name, two)
    await leave()
    await publish(name, 'a')
    await vi.waitFor(() => expect(two.onMessage).toHaveBeenCalledTimes(1))
    expect(one.onMessage).not.toHaveBeenCalled()
  })

  it('subscribes to nothing after it was closed', async () => {
    await subscriber.close()
    await expect(subscriber.subscribe(freshName(), listener())).rejects.toThrow('aborted')
  })
})
