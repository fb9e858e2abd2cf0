import { expect, it } from 'vitest'
import { Cache } from '../../../src/patterns/cache/index.js'
import { freshName, onRealServer } from '../support/servers.js'
import { urlOf, workersOf } from '../support/workers.js'
import { answersOf, loadsUntilWaiting, startReader, stampedeOfProcesses } from './support/processes.js'

const LEASE_MS = 300

onRealServer('several processes', (redis) => {
  const program = workersOf('test/patterns/cache/fixtures/reader.ts')

  const reader = (name: string) =>
    ({ url: urlOf(redis()), name, kind: 'safe', callers: 1, value: 1, leaseMs: LEASE_MS }) as const
  const here = (name: string) =>
    new Cache<number>(redis(), { name, ttlMs: 60_000, leaseMs: LEASE_MS, commandTimeoutMs: 10_000 })

  it.each([
    ['each caller loads with the naive cache', 'naive', 40],
    ['one caller loads for all with the safe one', 'safe', 1],
  ] as const)('%s', async (_, kind, loads) => {
    const options = { ...reader(freshName()), kind, callers: 20, leaseMs: 30_000 }
    expect(await stampedeOfProcesses(program, 2, options)).toEqual({ loads, answers: Array(40).fill(1) })
  })

  it('another takes over when the one that loads is killed', async () => {
    const name = freshName()
    const worker = startReader(program, reader(name))
    await loadsUntilWaiting(worker)
    const cache = here(name)
    const waiting = cache.get('42', () => 2)
    await worker.kill()
    expect(await waiting).toBe(2)
    expect(cache.stats()).toMatchObject({ miss: 1, originLoads: 1 })
    await cache.close()
  })

  it('a load that takes longer than its lease keeps it, as long as its process lives', async () => {
    const name = freshName()
    const worker = startReader(program, reader(name))
    await loadsUntilWaiting(worker)
    const cache = here(name)
    const waiting = cache.get('42', () => 2)
    const key = `${name}:{42}`
    // Renewed more often than the lease would have lasted.
    for (let renewals = 0, last = await redis().pttl(key); renewals < 5;) {
      const left = await redis().pttl(key)
      if (left > last) renewals++
      last = left
    }
    worker.send('go on')
    expect(await waiting).toBe(1)
    expect(cache.stats()).toMatchObject({ coalesced: 1, originLoads: 0 })
    await cache.close()
  })

  it('one that was stopped past its lease does not write over what came after it', async () => {
    const name = freshName()
    const worker = startReader(program, reader(name))
    await loadsUntilWaiting(worker)
    worker.stop()
    const cache = here(name)
    expect(await cache.get('42', () => 2)).toBe(2)
    worker.resume()
    worker.send('go on')
    expect((await answersOf(worker)).answers).toEqual([1])
    expect(await cache.peek('42')).toBe(2)
    await cache.close()
  })

  it('wait for a load elsewhere, and try themselves when it fails', async () => {
    const name = freshName()
    const [one, two] = [here(name), here(name)]
    let fail = (_: Error) => {}
    const failing = one.get('42', () => new Promise<number>((_, reject) => (fail = reject)))
    await expect.poll(() => redis().exists(`${name}:{42}`)).toBe(1)
    const waiting = two.get('42', () => 2)
    await expect
      .poll(async () => redis().pubsub('NUMSUB', `${name}:{42}:filled`))
      .toEqual([expect.any(String), 1])
    fail(new Error('origin is down'))
    await expect(failing).rejects.toThrow('origin is down')
    expect(await waiting).toBe(2)
    await Promise.all([one.close(), two.close()])
  })
})
