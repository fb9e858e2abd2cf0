import { MemorySessions } from '../../patterns/session/naive.js'
import type { Cell, Event, TableEvent } from '../../scenario/event.js'
import type { SessionScenario, SessionStage } from './params.js'
import { marked, sideBySide } from './tables.js'
import { type Data, safe } from './versions.js'

const NAME = 'servers'

export const servers: SessionScenario = {
  name: NAME,
  title: 'Many servers, one session',
  summary: 'A load balancer sends each request to the next server. Which of them know who is signed in?',
  uses: ['servers'],
  next: [
    { command: 'redis-patterns session servers --servers 10', why: 'more servers, more strangers' },
    { command: 'redis-patterns session crash', why: 'what a crash leaves behind' },
  ],
  run: playServers,
}

async function* playServers(stage: SessionStage): AsyncGenerator<Event, void, void> {
  const names = Array.from({ length: stage.params.servers }, (_, index) => `web-${index + 1}`)
  const requests = names.length

  yield {
    type: 'note',
    text: `${names.length} servers keep sessions in their own memory. ada signs in on ${names[0]}. The load balancer sends her next ${requests} requests to one server after the other, and those that do not know her ask her to sign in again.`,
  }
  const inMemory = await openSite(names, startInMemory)
  const memory = await visit(inMemory)
  yield visitTable('memory', inMemory, { memory })
  yield {
    type: 'verdict',
    id: 'servers.memory',
    claim: 'in memory, only one server knows who is signed in',
    holds: count(memory) === 1,
    detail: `${count(memory)} of ${requests} requests found the session`,
  }

  yield {
    type: 'note',
    text: 'The same servers with their sessions in Redis. It does not matter which server ada signed in on: the cookie has the id, and every server reads the same hash.',
  }
  const inRedis = await openSite(names, startOnRedis(stage))
  const redis = await visit(inRedis)
  yield visitTable('visits', inRedis, { memory, Redis: redis })
  yield {
    type: 'verdict',
    id: 'servers.redis',
    claim: 'in Redis, every server finds it',
    holds: count(redis) === requests,
    detail: `${count(redis)} of ${requests} requests found the session`,
  }
  yield* deploy(stage, inMemory, inRedis)
}

async function* deploy(
  stage: SessionStage,
  inMemory: Site,
  inRedis: Site,
): AsyncGenerator<Event, void, void> {
  const requests = inMemory.servers.size
  yield {
    type: 'note',
    text: 'A new release: all servers are started again. What was in their memory is gone with the old processes, also on the server that had known ada. The servers with Redis open new connections and go on.',
  }
  await restart(inMemory, startInMemory)
  for (const name of inRedis.servers.keys()) await (await stage.cut(name))()
  await restart(inRedis, startOnRedis(stage))
  const memory = count(await visit(inMemory))
  const redis = count(await visit(inRedis))
  yield {
    type: 'chart',
    id: 'release',
    kind: 'bars',
    title: 'requests that found the session, after the release',
    unit: 'requests',
    bars: [
      { label: 'sent', value: requests },
      { label: 'memory', value: memory, mark: 'bad' },
      { label: 'Redis', value: redis, mark: 'good' },
    ],
    words: `Of ${requests} requests, ${memory} found the session in memory and ${redis} in Redis.`,
  }
  yield {
    type: 'verdict',
    id: 'servers.release',
    claim: 'a release signs nobody out whose session is in Redis',
    holds: memory === 0 && redis === requests,
    detail: `${redis} of ${requests} requests found it, and ${memory} in memory`,
  }
}

interface Server {
  create(data: Data): string | Promise<string>
  get(id: string): Data | null | Promise<Data | null>
}

type Start = (name: string) => Server | Promise<Server>

const startInMemory: Start = () => new MemorySessions()

function startOnRedis(stage: SessionStage): Start {
  const open = safe(stage, NAME)
  return async (name) => open(await stage.actor(name))
}

/** Servers behind a load balancer, and the session of ada, who has signed in on the first. */
interface Site {
  servers: Map<string, Server>
  id: string
}

async function openSite(names: readonly string[], start: Start): Promise<Site> {
  const servers = new Map<string, Server>()
  for (const name of names) servers.set(name, await start(name))
  const [first] = servers.values()
  return { servers, id: (await first?.create({ userId: 'ada' })) ?? '' }
}

async function restart({ servers }: Site, start: Start): Promise<void> {
  for (const name of servers.keys()) servers.set(name, await start(name))
}

/** A request to each server in turn: whether it found the session. */
async function visit({ servers, id }: Site): Promise<boolean[]> {
  const found: boolean[] = []
  for (const server of servers.values()) found.push((await server.get(id)) !== null)
  return found
}

function visitTable(id: string, { servers }: Site, found: Record<string, boolean[]>): TableEvent {
  const rows = [...servers.keys()].map((name, at): Cell[] => [
    name,
    ...Object.values(found).map((answers) => knownCell(answers[at] === true)),
  ])
  return sideBySide(id, 'who is this?', 'server', Object.keys(found), rows)
}

function knownCell(known: boolean): Cell {
  return marked(known ? 'ada' : 'nobody', known)
}

function count(found: readonly boolean[]): number {
  return found.filter(Boolean).length
}
