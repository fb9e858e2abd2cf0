// Explores every race on each engine that there is, and writes a line of JSON for each.
import type { Redis } from 'ioredis'
import { registry } from '../../src/commands/index.js'
import type { Engine } from '../../src/engine/engine.js'
import { openEngine } from '../../src/engine/index.js'
import type { Cast } from '../../src/race/cast.js'
import { defineRace, type Race } from '../../src/race/define.js'
import { explore } from '../../src/race/explore.js'
import { Ground } from '../../src/race/ground.js'
import { openSandbox } from '../../src/race/sandbox/index.js'
import { loadScripts } from '../../src/scenario/scripts.js'

const ROUNDS = 3

/** Half of its commands are on a key that all share, so that they do not commute. */
const LARGE: Race = defineRace<Redis, object>({
  name: '3 clients, 4 commands each',
  title: '',
  summary: '',
  clients: 3,
  world: () => ({}),
  async client({ redis, prefix, client }) {
    const [own, shared] = [`${prefix}${client}`, `${prefix}shared`]
    await redis.incr(own)
    await redis.get(shared)
    await redis.set(shared, client)
    await redis.incr(own)
  },
  invariants: [],
  naive: { title: '', make: (redis) => redis as Redis },
  safe: { title: '', make: (redis) => redis as Redis },
})

void main()

async function main(): Promise<void> {
  for (const kind of ['embedded', 'server'] as const) {
    const engine = await openEngine({ engine: kind, env: process.env }).catch(() => undefined)
    if (engine === undefined) continue
    await measureAll(engine, kind)
    await engine.close()
  }
}

async function measureAll(engine: Engine, kind: string): Promise<void> {
  const close = openSandbox()
  const books = await Promise.all(registry.map(({ races }) => races()))
  const ground = await Ground.open({
    prefix: 'bench:',
    isOurs: true,
    connect: (name) => engine.connect(name),
  })
  await loadScripts(ground.janitor)
  for (const { pattern, races } of books) {
    for (const race of races) {
      const casts = [race.naive, race.safe].map((version) => ({ race, version, clients: race.clients }))
      await measure(kind, `${pattern} ${race.name}`, await openGround(engine), casts)
    }
  }
  await measure(kind, LARGE.name, await openGround(engine), [
    { race: LARGE, version: LARGE.naive, clients: 3 },
  ])
  close()
}

/** A ground remembers the keys of its race. */
function openGround(engine: Engine): Promise<Ground> {
  return Ground.open({ prefix: 'bench:', isOurs: true, connect: (name) => engine.connect(name) })
}

/** The median of some rounds, after one to warm up. */
async function measure(engine: string, race: string, ground: Ground, casts: readonly Cast[]): Promise<void> {
  const times: number[] = []
  let orders = 0
  let runs = 0
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now()
    const found = []
    for (const cast of casts) found.push(await explore(cast, ground))
    if (round > 0) times.push(performance.now() - start)
    orders = found.reduce((sum, each) => sum + each.orders, 0)
    runs = found.reduce((sum, each) => sum + each.runs, 0)
  }
  const ms = Math.round(times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN)
  process.stdout.write(`${JSON.stringify({ engine, race, orders, runs, ms })}\n`)
}
