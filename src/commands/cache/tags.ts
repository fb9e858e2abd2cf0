import type { Cell, Event } from '../../scenario/event.js'
import { app, entryKey, naiveCache, safeCache } from './caches.js'
import { later } from './later.js'
import { Origin } from './origin.js'
import type { CacheScenario, CacheStage } from './params.js'
import { nameOf, type User } from './reads.js'
import { tagsCost } from './tags-cost.js'

const TAG = 'team:7'
const BEFORE: User = { name: 'Ada Byron' }
const AFTER: User = { name: 'Ada Lovelace' }

/** A user of the team is loaded; in the middle of that, the whole team is invalidated. */
interface Race {
  begin(): Promise<void>
  invalidateGroup(): Promise<unknown>
  /** What is read when all is over. */
  end(): Promise<User | null>
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
    text: `KEYS team-7:* finds a group by its name. It looks at every key of the server, and nobody else is served meanwhile. And it finds only what is there: here a user of the team is being loaded, and is written afterwards.`,
  }
  const old = await naiveRace(stage)
  await old.begin()
  await old.invalidateGroup()
  const naive = await old.end()
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
    text: `A load with a tag notes its key in a sorted set of that tag (tag.lua), before it begins: the lease is there, and the tag knows of it. The score is when the entry will have expired; the set forgets those that have.`,
  }
  const race = await taggedRace(stage)
  await race.begin()
  yield await stage.state('a lease and a tag', [
    entryKey(stage, 'members', 'ada'),
    `${entryKey(stage, 'members', TAG)}:tagged`,
  ])

  yield {
    type: 'note',
    text: 'invalidateTag reads the set, and removes every key in it, and so the lease of the load. Its fill is "lost".',
  }
  await race.invalidateGroup()
  const safe = await race.end()
  yield lastRead('tags', { naive, safe })
  yield {
    type: 'verdict',
    id: 'tags.safe',
    claim: 'a tag reaches what is being loaded',
    holds: nameOf(safe) === AFTER.name,
    detail: `${nameOf(safe)} is read afterwards`,
  }
  yield* tagsCost(stage, TAG)
}

async function naiveRace(stage: CacheStage): Promise<Race> {
  const origin = database(stage)
  const reader = naiveCache<User>(stage, await app(stage, 1), 'naive-members')
  const writer = naiveCache<User>(stage, await app(stage, 2), 'naive-members')
  return raceOf(
    origin,
    () => reader.get('team-7:ada', () => origin.load({ key: 'ada' })),
    () => writer.invalidateMatching('team-7:*'),
  )
}

async function taggedRace(stage: CacheStage): Promise<Race> {
  const origin = database(stage)
  const reader = safeCache<User>(stage, await app(stage, 1), { name: 'members' })
  const writer = safeCache<User>(stage, await app(stage, 2), { name: 'members' })
  return raceOf(
    origin,
    () => reader.get('ada', origin.load, { tags: [TAG] }),
    () => writer.invalidateTag(TAG),
  )
}

function raceOf(
  origin: Origin<User>,
  get: () => Promise<User | null>,
  invalidateGroup: () => Promise<unknown>,
): Race {
  let first: Promise<unknown> | undefined
  return {
    async begin() {
      origin.hold()
      first = later(get())
      await origin.waiting(1)
    },
    async invalidateGroup() {
      origin.values.set('ada', AFTER)
      await invalidateGroup()
    },
    async end() {
      await origin.letGo()
      await first
      return get()
    },
  }
}

function database(stage: CacheStage): Origin<User> {
  const origin = new Origin<User>({ clock: stage.clock, loadMs: stage.params.loadTime })
  origin.values.set('ada', BEFORE)
  return origin
}

function lastRead(id: string, found: Record<string, User | null>): Event {
  return {
    type: 'table',
    id,
    title: `the database has ${AFTER.name}`,
    columns: [{ label: 'version' }, { label: 'a read afterwards gets' }],
    rows: Object.entries(found).map(([label, user]): Cell[] => [
      label,
      { value: nameOf(user), mark: nameOf(user) === AFTER.name ? 'good' : 'bad' },
    ]),
  }
}
