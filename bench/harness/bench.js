import { commandsPerCall, compare } from './measure.js'
import { keep } from './results.js'
import { startServer } from './server.js'

const IN_FLIGHT = [1, 50, 256]

/**
 * @typedef {import('./measure.js').Call} Call
 *
 * @typedef {import('./measure.js').Result} Result
 *
 * @typedef {object} Operation
 * @property {string} name
 * @property {Call} floor the smallest set of commands that does it, written straight on ioredis
 * @property {Call} ours
 * @property {Record<string, Call>} [peers] what other packages do for the same
 * @property {number} [budget] ours against the floor, at least; 0: reported, not judged. 0.95 unless told
 * @property {number} [commands] on the wire for one call, at most. 1 unless told
 * @property {number[]} [inFlight]
 * @property {number} [most] calls that each can take in all, for what is used up
 *
 * @typedef {object} Report a figure that is no rate against a floor
 * @property {string} name
 * @property {number} value
 * @property {string} unit
 * @property {string} goal in words
 * @property {boolean} [holds] left out: reported, not judged
 */

/** Measures the operations of one pattern on a server of its own, prints each, and keeps all. */
export class Bench {
  /** @type {object[]} */
  #rows = []
  /** What is beyond its budget. @type {string[]} */
  missed = []

  /** @param {string} pattern @param {Awaited<ReturnType<typeof startServer>>} server */
  constructor(pattern, server) {
    this.pattern = pattern
    /** A client on a genuine server that nobody else uses. */
    this.redis = server.redis
    /** A unix socket: `new Redis({ path })`. */
    this.path = server.path
  }

  /** @param {Operation} operation */
  async operation({
    name,
    floor,
    ours,
    peers = {},
    budget = 0.95,
    commands = 1,
    inFlight = IN_FLIGHT,
    most,
  }) {
    const sent = await commandsPerCall(this.redis, ours)
    if (sent > commands) this.missed.push(`${name}: ${sent} commands a call, budget ${commands}`)
    for (const width of inFlight) {
      const results = await compare([floor, ours, ...Object.values(peers)], width, most)
      const names = ['floor', 'ours', ...Object.keys(peers)]
      const columns = Object.fromEntries(results.map((result, at) => [names[at] ?? '', result]))
      const verdict = judge(columns.ours, budget)
      const { ratio } = columns.ours ?? {}
      if (verdict === 'BELOW') this.missed.push(`${name} c${width}: ${ratio} of the floor, budget ${budget}`)
      this.#rows.push({ name, inFlight: width, commands: sent, budget, verdict, columns })
      console.log(line(name, width, sent, verdict, columns))
    }
  }

  /** @param {Report} report */
  report(report) {
    const { name, value, unit, goal, holds } = report
    const verdict = holds === undefined ? '' : holds ? '  within' : '  MISSED'
    if (holds === false) this.missed.push(`${name}: ${value} ${unit}, goal ${goal}`)
    this.#rows.push(report)
    console.log(`${name.padEnd(28)} ${value} ${unit}, goal ${goal}${verdict}`)
  }

  /** Keeps the rows in bench/results. */
  keep() {
    keep(this.pattern, { rows: this.#rows, missed: this.missed })
  }
}

/** @param {string} pattern @param {(bench: Bench) => Promise<void>} measure */
export async function benchPattern(pattern, measure) {
  console.log(`\n${pattern}`)
  const server = await startServer()
  const bench = new Bench(pattern, server)
  await measure(bench)
  bench.keep()
  server.close()
  return bench.missed.map((what) => `${pattern}: ${what}`)
}

/**
 * Below only when three quarters of the rounds are: a noisy machine must not cry wolf.
 *
 * @param {Result | undefined} ours @param {number} budget
 */
function judge(ours, budget) {
  if (!ours || budget === 0) return 'reported'
  if (ours.ratio >= budget) return 'within'
  return ours.high >= budget ? 'about' : 'BELOW'
}

/**
 * @param {string} name @param {number} width @param {number} sent @param {string} verdict
 * @param {Record<string, Result>} columns
 */
function line(name, width, sent, verdict, { floor, ours, ...peers }) {
  const others = Object.entries(peers).map(([peer, { ratio }]) => `${peer} ${ratio.toFixed(2)}`)
  return [
    `${name.padEnd(28)} c${String(width).padEnd(3)}`,
    `${String(ours?.perSecond).padStart(7)}/s`,
    `${ours?.ratio.toFixed(3)} of the floor (${ours?.low.toFixed(2)} to ${ours?.high.toFixed(2)})`,
    `${sent} cmd`.padEnd(8),
    verdict.padEnd(8),
    [`floor ${floor?.perSecond}/s`, ...others].join('  '),
  ].join('  ')
}
