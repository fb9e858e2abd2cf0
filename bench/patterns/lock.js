import { Redis } from 'ioredis'
import { Lock } from 'redis-patterns/lock'
import { commandsPerCall } from '../harness/measure.js'
import { contend } from './lock-contention.js'
import { floors } from './lock-floors.js'
import { peers } from './lock-peers.js'

const TTL_MS = 30_000
/** More than are ever in flight, so that nobody waits. */
const NAMES = 1_024
const CLIENTS = 5

/** @param {import('../harness/bench.js').Bench} bench */
export default async function lock(bench) {
  await alone(bench)
  await together(bench)
}

/** Everybody wants another lock. @param {import('../harness/bench.js').Bench} bench */
async function alone(bench) {
  const { redis } = bench
  const floor = floors(redis, TTL_MS)
  const ours = Array.from({ length: NAMES }, (_, i) => new Lock(redis, { name: `ours-${i}`, ttlMs: TTL_MS }))
  /** @param {import('./lock-peers.js').Acquire} acquire */
  const both = (acquire) => async (/** @type {number} */ i) => (await acquire(`peer-${i % NAMES}`)).release()
  const others = Object.entries(peers(redis, TTL_MS)).map(([name, acquire]) => [name, both(acquire)])
  await bench.operation({
    name: 'acquire + release',
    commands: 2,
    floor: async (i) => (await floor.tryAcquire(`floor-${i % NAMES}`))?.release(),
    ours: async (i) => (await ours[i % NAMES]?.acquire())?.release(),
    peers: Object.fromEntries(others),
  })
}

/** 50 want the same one, over several connections. @param {import('../harness/bench.js').Bench} bench */
async function together(bench) {
  const clients = Array.from({ length: CLIENTS }, () => new Redis({ path: bench.path }))
  /** @template T @param {T[]} list @param {number} who */
  const of = (list, who) => /** @type {T} */ (list[who % CLIENTS])
  const locks = clients.map((redis) => new Lock(redis, { name: 'contended', ttlMs: TTL_MS }))
  const polling = clients.map((redis) => floors(redis, TTL_MS))
  const others = clients.map((redis) => peers(redis, TTL_MS))
  const names = Object.keys(others[0] ?? {})
  /** @type {Record<string, (who: number) => Promise<import('./lock-floors.js').Held>>} */
  const subjects = {
    ours: (who) => of(locks, who).acquire(),
    floor: (who) => of(polling, who).acquire('contended:floor'),
    ...Object.fromEntries(
      names.map((name) => [
        name,
        (/** @type {number} */ who) => of(others, who)[name]?.(`contended:${name}`),
      ]),
    ),
  }
  const results = await contend(subjects, (who) => of(clients, who).incr('work'))
  report(bench, results)
  const sent = await commandsPerCall(bench.redis, async () => {
    await Promise.all(locks.map(async (lock) => (await lock.acquire()).release()))
  })
  const each = sent / locks.length
  bench.report({
    name: 'contended: commands',
    value: each,
    unit: 'an acquire',
    goal: '<= 4',
    holds: each <= 4,
  })
  await Promise.all(locks.map((lock) => lock.close()))
  for (const redis of clients) redis.disconnect()
}

/**
 * @param {import('../harness/bench.js').Bench} bench
 * @param {Record<string, import('./lock-contention.js').Contention>} results
 */
function report(bench, { ours, floor, ...others }) {
  if (!ours || !floor) return
  const rate = ours.perSecond / floor.perSecond
  const round = (/** @type {number} */ value) => Math.round(value * 1_000) / 1_000
  bench.report({
    name: 'contended: rate',
    value: round(rate),
    unit: `of the floor (${Math.round(floor.perSecond)}/s)`,
    goal: '>= 0.9',
    holds: rate >= 0.9,
  })
  bench.report({
    name: 'contended: wait p99',
    value: round(ours.p99Ms),
    unit: 'ms',
    goal: '<= 25',
    holds: ours.p99Ms <= 25,
  })
  bench.report({
    name: 'contended: fairness',
    value: round(ours.jain),
    unit: 'of 1',
    goal: '>= 0.99',
    holds: ours.jain >= 0.99,
  })
  for (const [name, { perSecond, p99Ms, worstMs, jain }] of Object.entries({ ours, floor, ...others })) {
    console.log(
      `  ${name}: ${Math.round(perSecond)}/s, p99 ${p99Ms.toFixed(1)} ms, worst ${worstMs.toFixed(0)} ms, fairness ${jain.toFixed(3)}`,
    )
  }
}
