import { InvalidationBus } from '../../patterns/pubsub/index.js'
import type { Event, TableEvent } from '../../scenario/event.js'
import { Heard } from './heard.js'
import type { PubsubScenario, PubsubStage } from './params.js'

export const invalidation: PubsubScenario = {
  name: 'invalidation',
  title: 'Two servers, one cached price',
  summary:
    'Each server keeps prices in its own memory. When one changes a price, the other must forget the old one.',
  uses: [],
  next: [{ command: 'redis-patterns cache', why: 'a whole cache, with such a first level' }],
  run: playInvalidation,
}

/** One app server with a price list in its own memory, in front of the database that all share. */
class Server {
  readonly memory = new Map<string, number>()
  readonly heard = new Heard()
  readonly #database: ReadonlyMap<string, number>

  constructor(database: ReadonlyMap<string, number>) {
    this.#database = database
  }

  read(key: string): number | undefined {
    const known = this.memory.get(key) ?? this.#database.get(key)
    if (known !== undefined) this.memory.set(key, known)
    return known
  }

  forget(keys: readonly string[]): void {
    for (const key of keys) this.memory.delete(key)
    this.heard.add(`forgot ${keys.join()}`)
  }

  forgetAll(): void {
    this.memory.clear()
    this.heard.add('forgot all')
  }
}

async function* playInvalidation(stage: PubsubStage): AsyncGenerator<Event, void, void> {
  const database = new Map([
    ['apple', 3],
    ['pear', 4],
  ])
  const [one, two] = [new Server(database), new Server(database)]

  yield {
    type: 'note',
    text: 'Both servers have read the price of an apple, 3, and keep it in memory. web-1 changes it to 5. Without a word to web-2, web-2 goes on serving 3 until its copy expires.',
  }
  one.read('apple')
  two.read('apple')
  database.set('apple', 5)
  one.memory.delete('apple')
  const prices = { 'without a bus': [one.read('apple'), two.read('apple')] }
  yield table('invalidation.naive', prices)
  yield {
    type: 'verdict',
    id: 'invalidation.naive',
    claim: 'without a bus the other server serves the old price',
    holds: prices['without a bus'].join() === '5,3',
    detail: `web-1 ${prices['without a bus'][0]}, web-2 ${prices['without a bus'][1]}`,
  }
  yield* withBus(stage, database, { one, two })
}

interface Bussed {
  one: Server
  two: Server
  bus: InvalidationBus
  restored: Heard
  prices: Record<string, (number | undefined)[]>
}

async function* withBus(
  stage: PubsubStage,
  database: Map<string, number>,
  { one, two }: { one: Server; two: Server },
): AsyncGenerator<Event, void, void> {
  const restored = new Heard()

  yield {
    type: 'note',
    text: 'web-2 listens to an invalidation bus. web-1 writes the price to the database first and then publishes the key: only the name, not the value, so a late message can never bring back an old price.',
  }
  const bus = await busOf(stage, 'web-1')
  const other = await busOf(stage, 'web-2')
  await other.listen({
    onInvalidate: ({ keys }) => two.forget(keys),
    onGap: () => two.forgetAll(),
    onRestored: () => restored.add('restored'),
  })
  two.memory.set('pear', 4)
  database.set('apple', 6)
  one.memory.delete('apple')
  await bus.invalidate({ keys: ['apple'] })
  await two.heard.count(1)
  const prices = { 'with a bus': [one.read('apple'), two.read('apple')] }
  yield table('invalidation.bus', prices)
  yield {
    type: 'verdict',
    id: 'invalidation.bus',
    claim: 'with a bus the other server forgets just that key',
    holds: prices['with a bus'].join() === '6,6' && two.memory.get('pear') === 4,
    detail: `${two.heard.items.join(', ')}; pear is kept`,
  }

  yield* afterBreak(stage, database, { one, two, restored, bus, prices })
}

async function* afterBreak(
  stage: PubsubStage,
  database: Map<string, number>,
  { one, two, restored, bus, prices }: Bussed,
): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: 'The connection of web-2 breaks, and the price changes meanwhile. The number of the next message tells web-2 that it missed one. It cannot know which, so it forgets everything, and reads anew.',
  }
  const restore = await stage.cut('web-2')
  database.set('apple', 7)
  one.memory.delete('apple')
  await bus.invalidate({ keys: ['apple'] })
  await restore()
  await restored.count(1)
  const after = { 'after a break': [one.read('apple'), two.read('apple')] }
  yield table('invalidation.gap', { ...prices, ...after })
  yield {
    type: 'verdict',
    id: 'invalidation.gap',
    claim: 'after a break nothing old is served',
    holds: after['after a break'].join() === '7,7' && two.heard.items.at(-1) === 'forgot all',
    detail: `web-2 ${two.heard.items.at(-1)}, then read ${after['after a break'][1]}`,
  }
}

async function busOf(
  { namespace: prefix, clock, use, actor }: PubsubStage,
  server: string,
): Promise<InvalidationBus> {
  const options = { prefix, name: 'prices', now: clock.now, ids: () => server }
  return use(new InvalidationBus(await actor(server), options))
}

function table(id: string, prices: Record<string, readonly (number | undefined)[]>): TableEvent {
  return {
    type: 'table',
    id,
    title: 'the price of an apple, as served',
    columns: [{ label: '' }, { label: 'web-1', align: 'right' }, { label: 'web-2', align: 'right' }],
    rows: Object.entries(prices).map(([when, [first, second]]) => [
      when,
      first ?? null,
      { value: second ?? '–', mark: first === second ? 'good' : 'bad' },
    ]),
  }
}
