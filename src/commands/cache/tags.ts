import type { Cell, Event } from '../../scenario/event.js'
import { app, entryKey, naiveCache, safeCache } from './caches.js'
import { Origin } from './origin.js'
import type { CacheScenario, CacheStage } from './params.js'
import { nameOf, type User } from './reads.js'
import { tagsCost } from './tags-cost.js'

const TAG = 'team:7'
const BEFORE: User = { name: 'Ada Byron' }
const AFTER: User = { name: 'Ada Lovelace' }

/** To forget a group while one of its entries is loaded. */
interface Grouped {
  get(): Promise<User | null>
  forgetGroup(): Promise<unknown>
}

export const tags: CacheScenario = {
  name: 'tags',
  title: 'A group of entries: KEYS or tags',
  summary: 'The users of a team are to be invalidated together, while one of them is being loaded.',
  uses: ['ttl', 'loadTime'],
  next: [{ command: 'redis-patterns cache down', why: 'when Redis or the database is away' }],
  run: playTags,
}

async function* playTags(stage: CacheStage): AsyncGenerator<Event, void, void> {
  yield {
    type: 'note',
    text: `KEYS team-7:* finds a group by its name. It looks at every key of the server, and nobody else is served meanwhile. And it finds only what is there: here a user of the team is being loaded, and is written back afterwards.`,
  }
  const naive = await duringLoad(stage, (origin) => naiveGroup(stage, origin))
  yield lastRead('naive', { naive })
  yield {
    type: 'verdict',
    id: 'tags.naive',
    claim: 'KEYS overlooks what is being loaded',
    holds: nameOf(naive) === BEFORE.name,
    detail: `${nameOf(naive)} is read afterwards`,
  }

  yield {
    type: 'note',
    text: `A load with tags notes the key in a sorted set of each tag, before it begins (tag.lua). invalidateTag reads that set and removes the keys in it, and with them the leases of loads that are under way.`,
  }
  const safe = await duringLoad(stage, (origin) => taggedGroup(stage, origin))
  yield lastRead('tags', { naive, safe })
  yield await stage.state('the tag', [`${entryKey(stage, 'users', TAG)}:tagged`])
  yield {
    type: 'verdict',
    id: 'tags.safe',
    claim: 'a tag reaches what is being loaded',
    holds: nameOf(safe) === AFTER.name,
    detail: `${nameOf(safe)} is read afterwards`,
  }
  yield* tagsCost(stage, TAG)
}

/** What is read after the group was forgotten in the middle of a load. */
async function duringLoad(
  stage: CacheStage,
  open: (origin: Origin<User>) => Promise<Grouped>,
): Promise<User | null> {
  const origin = new Origin<User>({ clock: stage.clock, loadMs: stage.params.loadTime })
  const { get, forgetGroup } = await open(origin)
  origin.values.set('ada', BEFORE)
  origin.hold()
  const first = get()
  await origin.waiting(1)
  origin.values.set('ada', AFTER)
  await forgetGroup()
  await origin.letGo()
  await first
  return get()
}

async function naiveGroup(stage: CacheStage, origin: Origin<User>): Promise<Grouped> {
  const reader = naiveCache<User>(stage, await app(stage, 1), 'naive-group')
  const writer = naiveCache<User>(stage, await app(stage, 2), 'naive-group')
  return {
    get: () => reader.get('team-7:ada', () => origin.load({ key: 'ada' })),
    forgetGroup: () => writer.invalidateMatching('team-7:*'),
  }
}

async function taggedGroup(stage: CacheStage, origin: Origin<User>): Promise<Grouped> {
  const reader = safeCache<User>(stage, await app(stage, 1), { name: 'users', id: 'app1' })
  const writer = safeCache<User>(stage, await app(stage, 2), { name: 'users', id: 'app2' })
  return {
    get: () => reader.get('ada', origin.load, { tags: [TAG] }),
    forgetGroup: () => writer.invalidateTag(TAG),
  }
}

function lastRead(id: string, found: Record<string, User | null>): Event {
  return {
    type: 'table',
    id,
    title: `the database has ${AFTER.name}`,
    columns: [{ label: 'after the group was invalidated' }, { label: 'a read gets' }],
    rows: Object.entries(found).map(([label, user]): Cell[] => [
      label,
      { value: nameOf(user), mark: nameOf(user) === AFTER.name ? 'good' : 'bad' },
    ]),
  }
}
