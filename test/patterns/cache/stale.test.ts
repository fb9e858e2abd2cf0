import { expect, it, vi } from 'vitest'
import { freshName, onEveryServer } from '../support/servers.js'
import { cachesOf } from './support/open.js'
import { Origin } from './support/origin.js'

const TTL_MS = 10_000
const START_MS = Date.UTC(2026, 10, 23)

onEveryServer('an entry past its time', (redis) => {
  const open = cachesOf(redis)

  /** Caches of one name, and an entry in them that is stale. */
  async function staleEntry() {
    const clock = { ms: START_MS }
    const name = freshName()
    const another = () =>
      open<number>({ name, ttlMs: TTL_MS, staleMs: 60_000, jitter: 0, leaseMs: 3_000, now: () => clock.ms })
    const cache = another()
    const origin = new Origin(1)
    await cache.get('42', origin.load)
    clock.ms += TTL_MS
    origin.value = 2
    return { name, clock, cache, another, origin }
  }

  it('is fresh until the last millisecond', async () => {
    const { clock, cache, another, origin } = await staleEntry()
    clock.ms -= 1
    expect(await cache.get('42', origin.load)).toBe(1)
    expect(await another().get('42', origin.load)).toBe(1)
    expect(cache.stats()).toMatchObject({ hit: 1, stale: 0 })
    expect(origin.loads).toBe(1)
  })

  it('is served at once to all, while one of them loads it anew', async () => {
    const { cache, another, origin } = await staleEntry()
    const other = another()
    origin.hold()
    const reads = Array.from({ length: 20 }, (_, at) => (at % 2 ? cache : other).get('42', origin.load))
    expect(await Promise.all(reads)).toEqual(Array(20).fill(1))
    expect(origin.loads).toBe(2)
    origin.letGo()
    await vi.waitFor(async () => expect(await cache.peek('42')).toBe(2))
    expect(await other.get('42', origin.load)).toBe(2)
    expect(origin.loads).toBe(2)
    expect(cache.stats().stale + other.stats().stale).toBe(20)
  })

  it('is served on when the load fails, and the next read tries again', async () => {
    const { cache, origin } = await staleEntry()
    const fail = vi.fn<() => Promise<number>>(() => Promise.reject(new Error('origin is down')))
    expect(await cache.get('42', fail)).toBe(1)
    await vi.waitFor(() => expect(cache.stats().failedLoads).toBe(1))
    const answers: (number | null)[] = []
    await vi.waitFor(async () => {
      answers.push(await cache.get('42', origin.load))
      expect(answers.at(-1)).toBe(2)
    })
    expect(answers[0]).toBe(1)
    expect(origin.loads).toBe(2)
  })

  it('is not served after an invalidation, and the load that was under way does not bring it back', async () => {
    const { cache, origin } = await staleEntry()
    origin.hold()
    await cache.get('42', origin.load)
    await origin.waiting(1)
    origin.value = 3
    await cache.invalidate('42')
    origin.letGo()
    expect(await cache.get('42', origin.load)).toBe(3)
    await vi.waitFor(() => expect(cache.stats().refusedFills).toBe(1))
    expect(await cache.peek('42')).toBe(3)
  })

  it('is replaced by a write, which the load that was under way does not undo', async () => {
    const { cache, origin } = await staleEntry()
    origin.hold()
    await cache.get('42', origin.load)
    await origin.waiting(1)
    await cache.set('42', 3)
    origin.letGo()
    await vi.waitFor(() => expect(cache.stats().refusedFills).toBe(1))
    expect(await cache.peek('42')).toBe(3)
  })

  it('is loaded by another when the one that loads gives no sign of life for leaseMs', async () => {
    const { clock, cache, another, origin } = await staleEntry()
    origin.hold()
    await cache.get('42', origin.load)
    await origin.waiting(1)
    const other = another()
    await other.get('42', origin.load)
    expect(origin.loads).toBe(2)
    clock.ms += 3_000
    await other.get('42', origin.load)
    await origin.waiting(2)
    expect(origin.loads).toBe(3)
    origin.letGo()
    await vi.waitFor(() => expect(cache.stats().refusedFills).toBe(1))
  })

  it('is gone when it is too old to be served', async () => {
    const { name } = await staleEntry()
    const ttlMs = await redis().pttl(`${name}:{42}`)
    expect(Number(ttlMs)).toBeLessThanOrEqual(TTL_MS + 60_000)
    expect(Number(ttlMs)).toBeGreaterThan(TTL_MS + 50_000)
  })

  it('that says "nothing" is not served', async () => {
    const { name, another } = await staleEntry()
    await another().get('43', () => null)
    expect(Number(await redis().pttl(`${name}:{43}`))).toBeLessThanOrEqual(TTL_MS)
  })
})
