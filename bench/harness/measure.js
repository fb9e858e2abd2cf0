/** @typedef {(i: number) => unknown} Call */

const ROUNDS = 11
/** How long one measurement of one subject takes, about. */
const TURN_MS = 100
/** Calls before the first round, at the most. */
const WARM_UP = 2_000

/** @typedef {{ perSecond: number, ratio: number, low: number, high: number }} Result */

/**
 * Calls a second for each subject. They take turns within each round, and begin in another order each time, so that
 * a busy moment of the machine falls on all of them. The ratio to the first is the median over the rounds; half of the
 * rounds lie between `low` and `high`.
 *
 * @param {Call[]} subjects the floor first
 * @param {number} inFlight calls under way at any time
 * @param {number} most calls that each subject can take in all, for what is used up
 * @returns {Promise<Result[]>}
 */
export async function compare(subjects, inFlight, most = Infinity) {
  const calls = []
  const share = Math.floor((most - WARM_UP) / ROUNDS)
  for (const subject of subjects) calls.push(Math.min(share, await callsPerTurn(subject, inFlight)))
  /** @type {number[][]} */
  const rates = subjects.map(() => [])
  for (let round = 0; round < ROUNDS; round++) {
    for (let turn = 0; turn < subjects.length; turn++) {
      const at = (round + turn) % subjects.length
      rates[at]?.push(await rate(/** @type {Call} */ (subjects[at]), calls[at] ?? 0, inFlight))
    }
  }
  const floor = rates[0] ?? []
  return rates.map((each) => {
    const ratios = each.map((value, round) => value / (floor[round] ?? Number.NaN))
    const at = (/** @type {number} */ part) => round3(quantile(ratios, part))
    return { perSecond: Math.round(quantile(each, 0.5)), ratio: at(0.5), low: at(0.25), high: at(0.75) }
  })
}

/** Warms the subject up, and finds how many calls fill its turn. @param {Call} subject @param {number} inFlight */
async function callsPerTurn(subject, inFlight) {
  await rate(subject, Math.max(50, inFlight), inFlight)
  const perSecond = await rate(subject, Math.max(200, 2 * inFlight), inFlight)
  return Math.max(inFlight, Math.ceil((perSecond * TURN_MS) / 1000))
}

/** Calls a second. @param {Call} call @param {number} calls @param {number} inFlight */
async function rate(call, calls, inFlight) {
  let next = 0
  const worker = async () => {
    while (next < calls) await call(next++)
  }
  const start = performance.now()
  await Promise.all(Array.from({ length: inFlight }, worker))
  return (calls / (performance.now() - start)) * 1000
}

/**
 * Commands on the wire for one call, from all connections. The server counts what scripts run, too; MONITOR tells
 * the two apart.
 *
 * @param {import('ioredis').Redis} redis @param {Call} call
 */
export async function commandsPerCall(redis, call) {
  const calls = 100
  await call(0)
  const monitor = await redis.monitor()
  const end = `end of ${Math.random()}`
  let count = 0
  const ended = new Promise((resolve) => {
    monitor.on('monitor', (_time, args, source) => {
      if (args[1] === end) resolve(undefined)
      else if (source !== 'lua') count++
    })
  })
  for (let i = 0; i < calls; i++) await call(i)
  await redis.echo(end)
  await ended
  monitor.disconnect()
  return count / calls
}

/** @param {number[]} values @param {number} part 0.5: the median */
export function quantile(values, part) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN
}

/** @param {number} value */
function round3(value) {
  return Math.round(value * 1000) / 1000
}
