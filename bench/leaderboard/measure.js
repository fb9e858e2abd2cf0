/** @typedef {(i: number) => Promise<unknown>} Call */

/**
 * How many calls a second two ways of doing the same make, and the second's rate over the first's. They take
 * turns, so that a busy moment of the machine falls on both; the ratio is the median over the rounds.
 *
 * @param {Call} first @param {Call} second
 * @param {{ rounds: number, calls: number, inFlight: number }} size
 */
export async function compare(first, second, { rounds, calls, inFlight }) {
  await rate(first, calls, inFlight)
  await rate(second, calls, inFlight)
  const pairs = []
  for (let round = 0; round < rounds; round++)
    pairs.push(await takeTurns(first, second, calls, inFlight, round))
  return {
    first: Math.round(median(pairs.map((pair) => pair.a))),
    second: Math.round(median(pairs.map((pair) => pair.b))),
    ratio: Math.round(median(pairs.map((pair) => pair.b / pair.a)) * 1000) / 1000,
  }
}

/**
 * Who begins changes from round to round.
 *
 * @param {Call} first @param {Call} second @param {number} calls @param {number} inFlight @param {number} round
 */
async function takeTurns(first, second, calls, inFlight, round) {
  if (round % 2 === 0)
    return { a: await rate(first, calls, inFlight), b: await rate(second, calls, inFlight) }
  const b = await rate(second, calls, inFlight)
  return { a: await rate(first, calls, inFlight), b }
}

/**
 * Calls a second, with that many in flight at any time.
 *
 * @param {Call} call @param {number} calls @param {number} inFlight
 */
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
 * Commands on the wire for one call. The server also counts what scripts run: an EVALSHA stands for all of it.
 *
 * @param {import('ioredis').Redis} redis @param {Call} call
 */
export async function commandsPerCall(redis, call) {
  const calls = 100
  await call(0)
  await redis.config('RESETSTAT')
  for (let i = 0; i < calls; i++) await call(i)
  const stats = [...(await redis.info('commandstats')).matchAll(/cmdstat_([\w|]+):calls=(\d+)/g)]
  const counts = new Map(stats.map(([, name, count]) => [name, Number(count)]))
  counts.delete('config|resetstat')
  const sum = [...counts.values()].reduce((total, count) => total + count, 0)
  return (counts.get('evalsha') ?? sum) / calls
}

/** @param {number[]} values */
function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
