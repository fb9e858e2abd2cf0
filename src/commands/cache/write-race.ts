import type { TimelineChart } from '../../scenario/event.js'
import { naiveCache, type Open, safeCache } from './caches.js'
import type { CacheStage } from './params.js'
import { type Product, Products } from './products.js'
import { writeChart } from './write-chart.js'

/** What the two servers write, in the order of the database. */
export const PRICES = [19, 21] as const
/** Between two events of the race that is drawn. */
const STEP_MS = 10

/** What both versions can do; the race is written once, against this. */
interface Writing {
  set(key: string, product: Product): Promise<unknown>
  read(key: string): Promise<number | undefined>
}
/** The cache as each of the two servers has it. */
type Writers = readonly [Writing, Writing]

/** Of the products whose older price reached the cache last, and of the others: how many there were, how many are wrong. */
export interface Outcome {
  late: { products: number; wrong: number }
  inOrder: { products: number; wrong: number }
}

export async function naiveWriters(stage: CacheStage, open: Open): Promise<Writers> {
  const writer = async (number: number): Promise<Writing> => {
    const cache = naiveCache<Product>(stage, await open(stage, number), 'naive-prices')
    return {
      set: (key, product) => cache.set(key, product),
      read: async (key) => (await cache.get(key, async () => null))?.price,
    }
  }
  return [await writer(1), await writer(2)]
}

export async function safeWriters(stage: CacheStage, open: Open): Promise<Writers> {
  const writer = async (number: number): Promise<Writing> => {
    const cache = safeCache<Product>(stage, await open(stage, number), { name: 'prices' })
    return {
      set: (key, product) => cache.set(key, product, { version: product.version }),
      read: async (key) => (await cache.peek(key))?.price,
    }
  }
  return [await writer(1), await writer(2)]
}

/** Both servers change the database in turn; the cache hears of it in the same order, or in the other one. */
export async function race([one, two]: Writers, isLate: readonly boolean[]): Promise<Outcome> {
  const products = new Products()
  const outcome: Outcome = { late: { products: 0, wrong: 0 }, inOrder: { products: 0, wrong: 0 } }
  for (const [at, late] of isLate.entries()) {
    const key = `product-${at + 1}`
    const [older, newer] = PRICES.map((price) => products.change(key, price)) as [Product, Product]
    const sets = [() => one.set(key, older), () => two.set(key, newer)]
    for (const set of late ? sets.toReversed() : sets) await set()
    const kind = late ? outcome.late : outcome.inOrder
    kind.products++
    if ((await one.read(key)) !== newer.price) kind.wrong++
  }
  return outcome
}

/** One such race, slow enough to be looked at. */
export async function drawnRace(stage: CacheStage, id: string, [one, two]: Writers): Promise<TimelineChart> {
  const products = new Products()
  const key = 'product-0'
  const tick = () => stage.clock.advance(STEP_MS)
  const older = products.change(key, PRICES[0])
  await tick()
  const newer = products.change(key, PRICES[1])
  await tick()
  await two.set(key, newer)
  const first = await one.read(key)
  await tick()
  await one.set(key, older)
  const last = await one.read(key)
  return writeChart(id, STEP_MS, PRICES, [first, last])
}
