import { expect, test, vi } from 'vitest'
import { onEachEngine } from '../../support/engines.js'
import { playCache } from './support/play.js'

/** The naive cache in the clothes of the safe one: what the scenarios claim of the safe one must then fail. */
vi.mock('../../../src/patterns/cache/index.js', async (importActual) => {
  const { NaiveCache } = await import('../../../src/patterns/cache/naive.js')
  class Cache<Value> {
    readonly #naive: InstanceType<typeof NaiveCache<Value>>
    constructor(...[redis, options]: ConstructorParameters<typeof NaiveCache>) {
      this.#naive = new NaiveCache<Value>(redis, options)
    }
    get(key: string, load: (context: { key: string }) => Promise<Value | null>) {
      return this.#naive.get(key, () => load({ key }))
    }
    set = (key: string, value: Value) => this.#naive.set(key, value)
    peek = async (key: string) => (await this.#naive.get(key, async () => null)) ?? undefined
    invalidate = (key: string) => this.#naive.invalidate(key)
    invalidateTag = () => this.#naive.invalidateMatching('*')
    stats = () => ({ coalesced: 0 })
    async close() {}
  }
  return { ...(await importActual<object>()), Cache }
})

onEachEngine((engine) => {
  test.each([
    ['stale-fill', ['stale-fill.safe']],
    ['write', ['write.safe']],
    ['stampede', ['stampede.join', 'stampede.safe']],
    ['negative', ['negative.safe', 'negative.created']],
    ['tags', ['tags.safe', 'tags.cost']],
    ['jitter', ['jitter.safe']],
  ])(
    'with the naive cache in the place of the safe one, %s says that the claims do not hold',
    async (name, ids) => {
      const played = await playCache(engine(), name, { callers: 40, rounds: 6 })
      expect(played.failed).toEqual(ids)
    },
  )
})
