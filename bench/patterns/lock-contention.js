const WAITERS = 50
const ROUNDS = 5
const ROUND_MS = 1_000

/**
 * @typedef {import('./lock-floors.js').Held} Held
 *
 * @typedef {object} Contention
 * @property {number} perSecond
 * @property {number} p99Ms how long 99 of 100 waited at most
 * @property {number} worstMs
 * @property {number} jain fairness: 1 when all got it equally often, 1 / 50 when one got it always
 */

/**
 * 50 who want one lock again and again, each for a piece of work of its own. The subjects take turns.
 *
 * @param {Record<string, (who: number) => Promise<Held>>} subjects
 * @param {(who: number) => Promise<unknown>} work
 * @returns {Promise<Record<string, Contention>>}
 */
export async function contend(subjects, work) {
  /** @type {Record<string, Contention[]>} */
  const rounds = Object.fromEntries(Object.keys(subjects).map((name) => [name, []]))
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, acquire] of Object.entries(subjects)) rounds[name]?.push(await oneRound(acquire, work))
  }
  return Object.fromEntries(Object.entries(rounds).map(([name, each]) => [name, medians(each)]))
}

/**
 * @param {(who: number) => Promise<Held>} acquire
 * @param {(who: number) => Promise<unknown>} work
 * @returns {Promise<Contention>}
 */
async function oneRound(acquire, work) {
  const start = performance.now()
  /** @type {number[][]} */
  const waits = Array.from({ length: WAITERS }, () => [])
  await Promise.all(
    waits.map(async (own, who) => {
      while (performance.now() - start < ROUND_MS) {
        const asked = performance.now()
        const held = await acquire(who)
        own.push(performance.now() - asked)
        await work(who)
        await held.release()
      }
    }),
  )
  const seconds = (performance.now() - start) / 1_000
  const all = waits.flat().sort((a, b) => a - b)
  return {
    perSecond: all.length / seconds,
    p99Ms: all[Math.floor(0.99 * all.length)] ?? Number.NaN,
    worstMs: all.at(-1) ?? Number.NaN,
    jain: jain(waits.map((own) => own.length)),
  }
}

/** Jain's index of fairness. @param {number[]} shares */
function jain(shares) {
  const sum = shares.reduce((total, share) => total + share, 0)
  return sum ** 2 / (shares.length * shares.reduce((total, share) => total + share ** 2, 0))
}

/** @param {Contention[]} rounds @returns {Contention} */
function medians(rounds) {
  /** @param {keyof Contention} what */
  const median = (what) => rounds.map((round) => round[what]).sort((a, b) => a - b)[rounds.length >> 1] ?? NaN
  return {
    perSecond: median('perSecond'),
    p99Ms: median('p99Ms'),
    worstMs: median('worstMs'),
    jain: median('jain'),
  }
}
