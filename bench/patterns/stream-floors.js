// Reading as one would write it by hand, straight on ioredis: batches of 100, each decoded, then acknowledged at once.

const BATCH = 100

/** @typedef {[id: string, fields: string[]][]} Entries */

/** @param {import('ioredis').Redis} redis @param {string} key */
export function appendFloor(redis, key) {
  /** @param {unknown} event */
  return (event) => redis.xadd(key, 'MAXLEN', '~', 10_000, '*', 'event', JSON.stringify(event))
}

/** @param {import('ioredis').Redis} redis @param {string} key */
export function tailFloor(redis, key) {
  const reader = redis.duplicate()
  let last = '0-0'
  const next = oneByOne(async () => {
    const reply = await reader.xread('COUNT', BATCH, 'BLOCK', 5_000, 'STREAMS', key, last)
    const entries = entriesOf(reply)
    last = entries.at(-1)?.[0] ?? last
    return entries
  })
  return { next, close: () => reader.disconnect() }
}

/** @param {import('ioredis').Redis} redis @param {string} key @param {string} group */
export function groupFloor(redis, key, group) {
  const reader = redis.duplicate()
  /** @type {string[]} */
  let ids = []
  const next = oneByOne(async () => {
    if (ids.length > 0) await redis.xack(key, group, ...ids)
    const words = /** @type {const} */ (['COUNT', BATCH, 'BLOCK', 5_000, 'STREAMS', key, '>'])
    const entries = entriesOf(await reader.xreadgroup('GROUP', group, 'floor', ...words))
    ids = entries.map(([id]) => id)
    return entries
  })
  return { next, close: () => reader.disconnect() }
}

/**
 * Gives the entries of batches one by one, to any number that ask at the same time.
 *
 * @param {() => Promise<Entries>} fetch
 */
function oneByOne(fetch) {
  /** @type {Entries} */
  let entries = []
  let at = 0
  /** @type {Promise<void> | undefined} */
  let fetching
  const refill = async () => {
    entries = await fetch()
    at = 0
    fetching = undefined
  }
  return async () => {
    while (at >= entries.length) await (fetching ??= refill())
    const [id, fields] = /** @type {Entries[number]} */ (entries[at++])
    return { id, event: JSON.parse(fields[1] ?? '') }
  }
}

/** @param {unknown} reply @returns {Entries} */
function entriesOf(reply) {
  return /** @type {[string, Entries][] | null} */ (reply)?.[0]?.[1] ?? []
}
