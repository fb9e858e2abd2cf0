import { earlierWins, Leaderboard } from 'redis-patterns/leaderboard'
import { peer } from '../harness/peers.js'
import { floors } from './leaderboard-floors.js'

const MEMBERS = 10_000

/** @param {import('../harness/bench.js').Bench} bench */
export default async function leaderboard(bench) {
  const { redis } = bench
  const plain = new Leaderboard(redis, { name: 'plain' })
  const timed = new Leaderboard(redis, { name: 'timed', ties: earlierWins() })
  const entries = Array.from({ length: MEMBERS }, (_, i) => ({ member: member(i), score: i }))
  for (const board of [plain, timed]) await board.submitMany(entries, { keep: 'best' })
  const floor = floors(redis, plain.key, timed.key)
  const rank = await rankOf(redis, entries)
  const latest = /** @type {const} */ ({ keep: 'latest' })
  await bench.operation({
    name: 'submit',
    floor: (i) => floor.submit(member(i), i),
    ours: (i) => plain.submit(member(i), i, latest),
    peers: rank && { 'redis-rank': (i) => rank.updateOne(member(i), i, 'replace') },
  })
  await bench.operation({
    name: 'submit, ties',
    budget: 0, // Reported, not judged: the floor has the clock's settings built in.
    floor: (i) => floor.submitTimed(member(i), i),
    ours: (i) => timed.submit(member(i), i, latest),
  })
  await bench.operation({
    name: 'increment',
    floor: (i) => floor.increment(member(i)),
    ours: (i) => plain.increment(member(i), 1),
    peers: rank && { 'redis-rank': (i) => rank.updateOne(member(i), 1, 'aggregate') },
  })
  await bench.operation({
    name: 'rank',
    floor: (i) => floor.rank(member(i)),
    ours: (i) => plain.rank(member(i)),
    peers: rank && { 'redis-rank': (i) => rank.rank(member(i)) },
  })
  await bench.operation({
    name: 'score',
    floor: (i) => floor.score(member(i)),
    ours: (i) => plain.score(member(i)),
  })
  await bench.operation({ name: 'top 10', floor: () => floor.top(), ours: () => plain.top(10) })
  await bench.operation({
    name: 'entry, radius 5',
    floor: (i) => floor.entry(member(i), 5),
    ours: (i) => plain.entry(member(i), { radius: 5 }),
    peers: rank && { 'redis-rank': (i) => rank.around(member(i), 5) },
  })
}

/** The same board in redis-rank. @param {import('ioredis').Redis} redis @param {{ member: string, score: number }[]} entries */
async function rankOf(redis, entries) {
  const package_ = peer('redis-rank')
  if (!package_) return undefined
  const policies = { sortPolicy: 'high-to-low', updatePolicy: 'replace' }
  const rank = new package_.Leaderboard(redis, 'redis-rank', policies)
  await rank.update(entries.map(({ member: id, score: value }) => ({ id, value })))
  return rank
}

/** @param {number} i */
function member(i) {
  return `player:${(i * 7919) % MEMBERS}`
}
