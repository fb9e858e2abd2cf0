import { Cache } from 'redis-patterns/cache'
import { floors } from './cache-floors.js'
import { peers } from './cache-peers.js'

const KEYS = 1_000
const TTL_MS = 600_000
const USER = { id: 42, name: 'Ada Lovelace', email: 'ada@example.org', roles: ['admin', 'author'] }

/**
 * @typedef {object} Measured
 * @property {import('../harness/bench.js').Bench} bench
 * @property {Cache<any>} ours
 * @property {Cache<any>} stale
 * @property {Cache<any>} near
 * @property {ReturnType<typeof floors>} floor
 * @property {(act: (peer: import('./cache-peers.js').Peer) => (i: number) => unknown) => Record<string, (i: number) => unknown>} eachPeer
 */

/** @param {import('../harness/bench.js').Bench} bench */
export default async function cache(bench) {
  const { redis, path } = bench
  const options = { ttlMs: TTL_MS }
  const ours = new Cache(redis, { ...options, name: 'ours' })
  const stale = new Cache(redis, { ...options, name: 'stale', staleMs: TTL_MS })
  const near = new Cache(redis, { ...options, name: 'near', firstLevel: { max: 2 * KEYS, ttlMs: TTL_MS } })
  const floor = floors(redis, TTL_MS)
  const others = peers(path, TTL_MS)
  for (let i = 0; i < 3 * KEYS; i++) {
    for (const each of [ours, stale, near, ...Object.values(others)]) await each.get(known(i), load)
    await floor.set(known(i), USER)
  }
  /** @param {(peer: import('./cache-peers.js').Peer) => (i: number) => unknown} act */
  const eachPeer = (act) =>
    Object.fromEntries(Object.entries(others).map(([name, peer]) => [name, act(peer)]))

  const measured = { bench, ours, stale, near, floor, eachPeer }
  await hits(measured)
  await missesAndWrites(measured)
  for (const each of [ours, stale, near, ...Object.values(others)]) await each.close()
}

/** @param {Measured} measured */
async function hits({ bench, ours, stale, near, floor, eachPeer }) {
  await bench.operation({
    name: 'hit',
    floor: (i) => floor.hit(known(i)),
    ours: (i) => ours.get(known(i), load),
    peers: eachPeer((peer) => (i) => peer.get(known(i), load)),
  })
  await bench.operation({
    name: 'hit, may be stale later',
    floor: (i) => floor.hit(known(i)),
    ours: (i) => stale.get(known(i), load),
  })
  await bench.operation({
    name: 'hit in the first level',
    budget: 1,
    commands: 0,
    floor: (i) => floor.hit(known(i)),
    ours: (i) => near.get(known(i), load),
  })
}

/** @param {Measured} measured */
async function missesAndWrites({ bench, ours, floor, eachPeer }) {
  await bench.operation({
    name: 'protected miss',
    commands: 2,
    floor: () => floor.miss(unknown(), load),
    ours: () => ours.get(unknown(), load),
    peers: eachPeer((peer) => () => peer.get(unknown(), load)),
  })
  await bench.operation({
    name: 'write through',
    budget: 0, // Reported, not judged: the floor tells nobody, and knows no versions.
    floor: (i) => floor.set(known(i), USER),
    ours: (i) => ours.set(known(i), USER),
    peers: eachPeer((peer) => (i) => peer.set(known(i), USER)),
  })
  await bench.operation({
    name: 'invalidate',
    budget: 0, // Reported, not judged: the floor tells nobody.
    floor: (i) => floor.invalidate(known(i)),
    ours: (i) => ours.invalidate(known(i)),
    peers: eachPeer((peer) => (i) => peer.invalidate(known(i))),
  })
}

function load() {
  return USER
}

/** @param {number} i */
function known(i) {
  return `user:${(i * 7919) % KEYS}`
}

let misses = 0

function unknown() {
  return `new:${misses++}`
}
