import { randomBytes } from 'node:crypto'
import { SessionStore } from 'redis-patterns/session'
import { floors } from './session-floors.js'
import { connectRedis } from './session-peers.js'

const SESSIONS = 1_000
const LIFE = { idleMs: 1_800_000, absoluteMs: 43_200_000 }
const DATA = { cart: ['tea', 'bread'], theme: 'dark', visits: 3, roles: ['editor'] }
const SAVED = { cookie: { originalMaxAge: null, path: '/', httpOnly: true }, ...DATA }

/** @param {import('../harness/bench.js').Bench} bench */
export default async function session(bench) {
  const peers = await connectRedis(bench)
  const subjects = await prepare(bench, peers)
  await measureReads(bench, subjects)
  await measureWrites(bench, subjects)
  peers?.close()
}

/**
 * @typedef {Awaited<ReturnType<typeof prepare>>} Subjects
 *
 * @param {import('../harness/bench.js').Bench} bench
 * @param {Awaited<ReturnType<typeof connectRedis>>} peers
 */
async function prepare({ redis }, peers) {
  const sessions = new SessionStore(redis, LIFE)
  const floor = floors(redis, LIFE)
  /** The same with each peer. @param {(peer: any) => (i: number) => unknown} act @returns {Record<string, (i: number) => unknown>} */
  const withPeers = (act) => {
    const { close: _, ...kinds } = peers ?? {}
    return Object.fromEntries(Object.entries(kinds).map(([name, peer]) => [name, act(peer)]))
  }
  const peerIds = Array.from({ length: SESSIONS }, newId)
  for (const act of Object.values(withPeers((peer) => (i) => peer.set(peerIds[i], SAVED)))) await many(act)
  return {
    sessions,
    floor,
    withPeers,
    ids: await many(async () => (await sessions.create(DATA)).id),
    users: await many(async (i) => (await sessions.create(DATA, { userId: `user-${i}` })).id),
    floorIds: await many(async () => (await floor.create(DATA)).id),
    floorUsers: await many(async (i) => (await floor.create(DATA, `user-${i}`)).id),
    peerIds,
  }
}

/** @param {string[]} list @param {number} i */
function of(list, i) {
  return list[i % SESSIONS] ?? ''
}

/** @param {import('../harness/bench.js').Bench} bench @param {Subjects} subjects */
async function measureReads(bench, subjects) {
  const { sessions, floor, withPeers, ids, users, floorIds, floorUsers, peerIds } = subjects
  await bench.operation({
    name: 'get',
    floor: (i) => floor.get(of(floorIds, i)),
    ours: (i) => sessions.get(of(ids, i)),
    peers: withPeers((peer) => (i) => peer.get(of(peerIds, i))),
  })
  await bench.operation({
    name: 'touch',
    floor: (i) => floor.touch(of(floorIds, i)),
    ours: (i) => sessions.touch(of(ids, i)),
    peers: withPeers((peer) => (i) => peer.touch(of(peerIds, i), SAVED)),
  })
  await bench.operation({
    name: 'get and touch',
    floor: (i) => floor.read(of(floorIds, i)),
    ours: (i) => sessions.get(of(ids, i), { touch: true }),
    peers: withPeers((peer) => async (i) => {
      const id = of(peerIds, i)
      await peer.touch(id, await peer.get(id))
    }),
  })
  await bench.operation({
    name: 'touch, with a user',
    floor: (i) => floor.touch(of(floorUsers, i)),
    ours: (i) => sessions.touch(of(users, i)),
  })
}

/** @param {import('../harness/bench.js').Bench} bench @param {Subjects} subjects */
async function measureWrites(bench, { sessions, floor, withPeers, ids, floorIds, peerIds }) {
  await bench.operation({
    name: 'create',
    floor: () => floor.create(DATA),
    ours: () => sessions.create(DATA),
    peers: withPeers((peer) => () => peer.set(newId(), SAVED)),
  })
  await bench.operation({
    name: 'update of a field',
    budget: 0, // Reported, not judged: the floor cannot remove fields, and knows no clock but the server's.
    floor: (i) => floor.update(of(floorIds, i), { visits: i }),
    ours: (i) => sessions.update(of(ids, i), { visits: i }),
    peers: withPeers((peer) => (i) => peer.set(of(peerIds, i), SAVED)),
  })
  await bench.operation({
    name: 'create and destroy',
    commands: 2,
    floor: async () => floor.destroy((await floor.create(DATA)).id),
    ours: async () => sessions.destroy((await sessions.create(DATA)).id),
    peers: withPeers((peer) => async () => {
      const id = newId()
      await peer.set(id, SAVED)
      await peer.destroy(id)
    }),
  })
}

/** @template Made @param {(i: number) => Made} make @returns {Promise<Awaited<Made>[]>} */
function many(make) {
  return Promise.all(Array.from({ length: SESSIONS }, (_, i) => make(i)))
}

function newId() {
  return randomBytes(24).toString('base64url')
}
