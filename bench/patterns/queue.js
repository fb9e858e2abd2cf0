import { quantile } from '../harness/measure.js'
import { contestants } from './queue-contestants.js'

/** @typedef {import('./queue-contestants.js').Kind} Kind */

const JOBS = 3_000
const ROUNDS = 9
/** Adds that are under way at the same time in a steady flow. */
const ADDS = 50

/** @param {import('../harness/bench.js').Bench} bench */
export default async function queue(bench) {
  const kinds = contestants(bench)
  await reportRates(bench, kinds, 'drain', 3, drain)
  await reportRates(bench, kinds, 'steady flow', 2.5, flow)
  await measureAdd(bench, kinds)
}

/**
 * Rounds in which all take their turn, each time with another first. Ratios to the floor of the same round.
 *
 * @param {import('../harness/bench.js').Bench} bench @param {Record<string, Kind>} kinds
 * @param {string} name @param {number} budget @param {(kind: Kind, name: string) => Promise<number>} measure
 */
async function reportRates(bench, kinds, name, budget, measure) {
  const names = Object.keys(kinds)
  /** @type {Record<string, number[]>} */
  const rates = Object.fromEntries(names.map((each) => [each, []]))
  for (let round = 0; round <= ROUNDS; round++) {
    for (let turn = 0; turn < names.length; turn++) {
      const each = names[(round + turn) % names.length] ?? ''
      const rate = await measure(
        /** @type {Kind} */ (kinds[each]),
        `${name}-${round}-${each}`.replace(' ', '-'),
      )
      if (round > 0) rates[each]?.push(rate) // The first round warms up.
    }
  }
  for (const each of names) {
    const ratios = (rates[each] ?? []).map((rate, round) => rate / (rates.floor?.[round] ?? Number.NaN))
    const perSecond = Math.round(quantile(rates[each] ?? [], 0.5))
    const value = Number(quantile(ratios, 0.5).toFixed(2))
    const isOurs = each === 'ours'
    bench.report({
      name: `${name}, ${each}`,
      value,
      unit: `of the floor (${perSecond} jobs/s)`,
      goal: isOurs ? `${budget} or more` : 'none',
      ...(isOurs && { holds: quantile(ratios, 0.75) >= budget }),
    })
  }
}

/**
 * Reported, not judged: the floor knows no ids, priorities or delays.
 *
 * @param {import('../harness/bench.js').Bench} bench @param {Record<string, Kind>} kinds
 */
async function measureAdd(bench, kinds) {
  const queues = Object.entries(kinds).map(
    ([name, kind]) => /** @type {const} */ ([name, kind(`add-${name}`)]),
  )
  const adders = queues.map(([name, { add }]) => [name, (/** @type {number} */ n) => add({ n })])
  const { floor, ours, ...peers } = Object.fromEntries(adders)
  await bench.operation({ name: 'add', budget: 0, floor, ours, peers })
  for (const [, { close }] of queues) await close()
}

/** Jobs a second, when they are all there at the beginning. @param {Kind} kind @param {string} name */
async function drain(kind, name) {
  const jobs = kind(name)
  await jobs.addMany(payloads())
  const done = countdown(JOBS)
  const start = performance.now()
  const stop = await jobs.work(done.tick)
  await done.reached
  const perSecond = (JOBS / (performance.now() - start)) * 1_000
  await stop()
  await jobs.close()
  return perSecond
}

/** Jobs a second, added and done at the same time. @param {Kind} kind @param {string} name */
async function flow(kind, name) {
  const jobs = kind(name)
  const done = countdown(JOBS)
  const stop = await jobs.work(done.tick)
  const left = payloads()
  const start = performance.now()
  const producer = async () => {
    for (let payload = left.pop(); payload; payload = left.pop()) await jobs.add(payload)
  }
  await Promise.all(Array.from({ length: ADDS }, producer))
  await done.reached
  const perSecond = (JOBS / (performance.now() - start)) * 1_000
  await stop()
  await jobs.close()
  return perSecond
}

function payloads() {
  return Array.from({ length: JOBS }, (_, n) => ({ n }))
}

/** @param {number} count */
function countdown(count) {
  /** @type {() => void} */
  let reach = () => {}
  const reached = new Promise((resolve) => (reach = () => resolve(undefined)))
  return { reached, tick: () => void (--count === 0 && reach()) }
}
