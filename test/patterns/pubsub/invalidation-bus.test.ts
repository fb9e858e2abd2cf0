import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { InvalidationBus, type InvalidationListener } from '../../../src/patterns/pubsub/index.js'
import { eventually } from '../../support/eventually.js'
import { freshName, hasRealServer, onEveryServer } from '../support/servers.js'
import { soon } from './support/soon.js'
import { wayForEach } from '../support/way.js'

const spies = () => ({
  onInvalidate: vi.fn<InvalidationListener['onInvalidate']>(),
  onGap: vi.fn<() => void>(),
  onLost: vi.fn<() => void>(),
  onRestored: vi.fn<() => void>(),
})

onEveryServer('a bus for invalidations', (redis) => {
  it('tells all other servers what to forget, and not the one that said it', async () => {
    const name = freshName()
    const buses = [0, 1, 2].map(() => new InvalidationBus(redis(), { name }))
    const heard = await Promise.all(
      buses.map(async (bus) => {
        const listener = spies()
        await bus.listen(listener)
        return listener.onInvalidate
      }),
    )
    await buses[0]?.invalidate({ keys: ['user:1'], tags: ['users'] })
    await buses[1]?.invalidate({ tags: ['all'] })
    const [one, two] = [
      { keys: ['user:1'], tags: ['users'] },
      { keys: [], tags: ['all'] },
    ]
    await soon(() => expect(heard[2]?.mock.calls).toEqual([[one], [two]]))
    await soon(() => expect(heard[1]?.mock.calls).toEqual([[one]]))
    await soon(() => expect(heard[0]?.mock.calls).toEqual([[two]]))
    await Promise.all(buses.map((bus) => bus.close()))
  })

  it('is left with the signal', async () => {
    const name = freshName()
    await using bus = new InvalidationBus(redis(), { name })
    await using other = new InvalidationBus(redis(), { name })
    const [stop, listener] = [new AbortController(), spies()]
    await bus.listen(listener, { signal: stop.signal })
    stop.abort()
    const listeners = async () => (await other.invalidate({ keys: ['a'] })).receivers
    await eventually('nobody listens', async () => (await listeners()) === 0)
    expect(listener.onInvalidate).not.toHaveBeenCalled()
  })
})

describe.skipIf(!hasRealServer)('a server whose connection to the bus breaks', () => {
  const way = wayForEach()
  let name: string
  let far: InvalidationBus
  let near: InvalidationBus
  beforeEach(async () => {
    name = freshName()
    near = new InvalidationBus(way.direct, { name })
  })
  afterEach(async () => {
    await far.close()
  })

  const breakDuring = async (act: () => Promise<unknown>, options: { outbox?: { maxLen: number } } = {}) => {
    far = new InvalidationBus(way.far, { name, ...options })
    const listener = spies()
    await far.listen(listener)
    way.proxy.refuse()
    await soon(() => expect(listener.onLost).toHaveBeenCalledTimes(1))
    await act()
    expect(listener.onRestored).not.toHaveBeenCalled()
    way.proxy.restore()
    await soon(() => expect(listener.onRestored).toHaveBeenCalledTimes(1))
    return listener
  }

  it('is told to forget everything when it missed something', async () => {
    const listener = await breakDuring(() => near.invalidate({ keys: ['a'] }))
    expect(listener.onGap).toHaveBeenCalledTimes(1)
    expect(listener.onGap.mock.invocationCallOrder[0]).toBeLessThan(
      listener.onRestored.mock.invocationCallOrder[0]!,
    )
    await near.invalidate({ keys: ['b'] })
    await soon(() => expect(listener.onInvalidate.mock.calls).toEqual([[{ keys: ['b'], tags: [] }]]))
  })

  it('may keep everything when nothing was said meanwhile', async () => {
    const listener = await breakDuring(async () => {})
    expect(listener.onGap).not.toHaveBeenCalled()
  })

  it('is told just what it missed when the bus has an outbox', async () => {
    near = new InvalidationBus(way.direct, { name, outbox: { maxLen: 100 } })
    const listener = await breakDuring(() => near.invalidate({ keys: ['a'] }), { outbox: { maxLen: 100 } })
    expect(listener.onInvalidate.mock.calls).toEqual([[{ keys: ['a'], tags: [] }]])
    expect(listener.onGap).not.toHaveBeenCalled()
  })
})
