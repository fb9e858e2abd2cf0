import type { Cell, Event, TimelineChart } from '../../scenario/event.js'
import { app, naiveCache, safeCache } from './caches.js'
import { Products, type Product } from './products.js'
import type { CacheScenario, CacheStage } from './params.js'

const [FIRST_PRICE, SECOND_PRICE] = [19, 21]
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
interface Outcome {
  late: { products: number; wrong: number }
  inOrder: { products: number; wrong: number }
}

export const write: CacheScenario = {
  name: 'write',
  title: 'Write-through: the older value arrives last',
  summary: 'Two app servers change one price: the database in one order, the cache in the other.',
  uses: ['ttl', 'rounds'],
  next: [
    { command: 'redis-patterns cache write --rounds 200', why: 'more products, more of them wrong' },
    { command: 'redis-patterns cache write --seed 2', why: 'other writes arrive late' },
  ],
  run: playWrite,
}

async function* playWrite(stage: CacheStage): AsyncGenerator<Event, void, void> {
  const { rounds } = stage.params
  const isLate = Array.from({ length: rounds }, (_, at) => at === 0 || stage.rng.int(0, 1) === 1)

  yield {
    type: 'note',
    text: `Write-through: change the database, then SET the same value in the cache, so that readers do not miss. app-1 writes ${FIRST_PRICE}, app-2 right after it ${SECOND_PRICE}. But app-1's SET is slow and comes last.`,
  }
  const naive = await naiveWriters(stage)
  yield await drawnRace(stage, naive)
  yield {
    type: 'note',
    text: `${rounds} products, two writes each. Where the SETs arrive in the order of the database, all is well. Where the older one arrives last, the cache has a price that nobody will correct before its TTL ends.`,
  }
  const found = await race(naive, isLate)
  yield outcomeTable('naive', 'SET, as it comes', { naive: found })
  yield {
    type: 'verdict',
    id: 'write.naive',
    claim: 'the naive version keeps whichever write arrives last',
    holds: found.late.wrong === found.late.products && found.inOrder.wrong === 0,
    detail: `${found.late.wrong} of ${rounds} prices are wrong`,
  }

  yield {
    type: 'note',
    text: 'Each row has a version, which the database counts up with each change. put.lua compares it, in the step that writes, with the newest that the cache has seen, and refuses an older one: reply 0.',
  }
  const safe = await race(await safeWriters(stage), isLate)
  yield outcomeTable('write', 'naive beside safe', { naive: found, safe })
  yield {
    type: 'verdict',
    id: 'write.safe',
    claim: 'with versions the newer value stays, whichever arrives last',
    holds: safe.late.wrong + safe.inOrder.wrong === 0,
    detail: `${safe.late.wrong + safe.inOrder.wrong} of ${rounds} prices are wrong`,
  }
}

async function naiveWriters(stage: CacheStage): Promise<Writers> {
  const open = async (number: number): Promise<Writing> => {
    const cache = naiveCache<Product>(stage, await app(stage, number), 'naive-prices')
    return {
      set: (key, product) => cache.set(key, product),
      read: async (key) => (await cache.get(key, async () => null))?.price,
    }
  }
  return [await open(1), await open(2)]
}

async function safeWriters(stage: CacheStage): Promise<Writers> {
  const open = async (number: number): Promise<Writing> => {
    const redis = await app(stage, number)
    const cache = safeCache<Product>(stage, redis, { name: 'prices', id: `app${number}` })
    return {
      set: (key, product) => cache.set(key, product, { version: product.version }),
      read: async (key) => (await cache.peek(key))?.price,
    }
  }
  return [await open(1), await open(2)]
}

/** Both servers change the database in turn; the cache hears of it in the same order, or in the other one. */
async function race([one, two]: Writers, isLate: readonly boolean[]): Promise<Outcome> {
  const products = new Products()
  const outcome: Outcome = { late: { products: 0, wrong: 0 }, inOrder: { products: 0, wrong: 0 } }
  for (const [at, late] of isLate.entries()) {
    const key = `product-${at + 1}`
    const [older, newer] = [products.change(key, FIRST_PRICE), products.change(key, SECOND_PRICE)]
    const sets = [() => one.set(key, older), () => two.set(key, newer)]
    for (const set of late ? sets.toReversed() : sets) await set()
    const kind = late ? outcome.late : outcome.inOrder
    kind.products++
    if ((await one.read(key)) !== newer.price) kind.wrong++
  }
  return outcome
}

/** One such race, slow enough to be looked at. */
async function drawnRace(stage: CacheStage, [one, two]: Writers): Promise<TimelineChart> {
  const products = new Products()
  const key = 'product-0'
  const tick = () => stage.clock.advance(STEP_MS)
  const older = products.change(key, FIRST_PRICE)
  await tick()
  const newer = products.change(key, SECOND_PRICE)
  await tick()
  await two.set(key, newer)
  const first = await one.read(key)
  await tick()
  await one.set(key, older)
  const last = await one.read(key)
  return timeline(first, last)
}

function timeline(first: number | undefined, last: number | undefined): TimelineChart {
  const at = (step: number) => step * STEP_MS
  const price = (found: number | undefined) => (found === undefined ? 'nothing' : `price ${found}`)
  return {
    type: 'chart',
    id: 'race',
    kind: 'timeline',
    title: 'who wrote what, when',
    unit: 'ms',
    from: 0,
    to: at(6),
    lanes: [
      {
        label: 'database',
        spans: [
          { from: 0, to: at(1), label: price(FIRST_PRICE) },
          { from: at(1), to: at(6), label: price(SECOND_PRICE) },
        ],
      },
      { label: 'app-1', spans: [{ from: 0, to: at(3), label: `SET ${FIRST_PRICE}` }] },
      { label: 'app-2', spans: [{ from: at(1), to: at(2), label: `SET ${SECOND_PRICE}` }] },
      {
        label: 'cache',
        spans: [
          { from: at(2), to: at(3), label: price(first) },
          { from: at(3), to: at(6), label: price(last), mark: last === SECOND_PRICE ? 'good' : 'bad' },
        ],
      },
    ],
    words: `The database has ${SECOND_PRICE} from ${at(1)} ms on. The cache has ${first} from ${at(2)} ms on, and ${last} from ${at(3)} ms on.`,
  }
}

function outcomeTable(id: string, title: string, found: Record<string, Outcome>): Event {
  const outcomes = Object.values(found)
  const row = (label: string, kind: keyof Outcome): Cell[] => [
    label,
    outcomes[0]?.[kind].products ?? 0,
    ...outcomes.map((outcome): Cell => {
      const { wrong } = outcome[kind]
      return { value: wrong, mark: wrong === 0 ? 'good' : 'bad' }
    }),
  ]
  return {
    type: 'table',
    id,
    title,
    columns: [
      { label: 'the writes arrived' },
      { label: 'products', align: 'right' },
      ...Object.keys(found).map((label) => ({ label: `wrong, ${label}`, align: 'right' as const })),
    ],
    rows: [row('in order', 'inOrder'), row('the older one last', 'late')],
  }
}
