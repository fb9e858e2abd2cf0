import type { AlgorithmName } from './algorithm-names.js'

/** A limiter in plain code, without Redis: whether a request of this client at this time may pass. */
export type Model = (id: string, at: number) => boolean

/**
 * The five algorithms once more, for one caller and in memory, to compare the answers of Redis with. As in the library
 * a time that lies before the latest one that a client has seen counts as that one.
 */
export const MODELS: Readonly<Record<AlgorithmName, (limit: number, windowMs: number) => Model>> = {
  'sliding-log': slidingLog,
  'sliding-counter': slidingCounter,
  'fixed-window': fixedWindow,
  'token-bucket': tokenBucket,
  gcra,
}

function slidingLog(limit: number, windowMs: number): Model {
  const admitted = new Map<string, number[]>()
  return (id, at) => {
    const times = admitted.get(id) ?? []
    const now = Math.max(at, times.at(-1) ?? at)
    while (times.length > 0 && (times[0] as number) <= now - windowMs) times.shift()
    if (times.length >= limit) return false
    times.push(now)
    admitted.set(id, times)
    return true
  }
}

function fixedWindow(limit: number, windowMs: number): Model {
  const counters = new Map<string, { window: number; count: number }>()
  return (id, at) => {
    const window = Math.floor(at / windowMs)
    const known = counters.get(id)
    const counter = known && known.window >= window ? known : { window, count: 0 }
    if (counter.count >= limit) return false
    counters.set(id, { ...counter, count: counter.count + 1 })
    return true
  }
}

function slidingCounter(limit: number, windowMs: number): Model {
  const counters = new Map<string, { window: number; count: number; before: number }>()
  return (id, at) => {
    const window = Math.floor(at / windowMs)
    const known = counters.get(id)
    let counter = { window, count: 0, before: 0 }
    if (known && known.window >= window) counter = known
    else if (known?.window === window - 1) counter.before = known.count
    const end = (counter.window + 1) * windowMs
    const covered = Math.min(windowMs, end - at)
    const estimate = counter.count + Math.ceil((counter.before * covered) / windowMs)
    if (estimate >= limit) return false
    counters.set(id, { ...counter, count: counter.count + 1 })
    return true
  }
}

/** In parts, so that all numbers are whole: a token is `windowMs` of them, and `limit` come back in a millisecond. */
function tokenBucket(limit: number, windowMs: number): Model {
  const full = limit * windowMs
  const buckets = new Map<string, { level: number; time: number }>()
  return (id, at) => {
    const known = buckets.get(id) ?? { level: full, time: at }
    const time = Math.max(at, known.time)
    const level = Math.min(full, known.level + (time - known.time) * limit)
    if (level < windowMs) return false
    buckets.set(id, { level: level - windowMs, time })
    return true
  }
}

/** The same parts. What runs ahead of the steady rate drains as time goes by. */
function gcra(limit: number, windowMs: number): Model {
  const backlogs = new Map<string, { ahead: number; time: number }>()
  return (id, at) => {
    const known = backlogs.get(id) ?? { ahead: 0, time: at }
    const ahead = Math.max(0, known.ahead - (at - known.time) * limit)
    if (ahead + windowMs > limit * windowMs) return false
    backlogs.set(id, { ahead: ahead + windowMs, time: at })
    return true
  }
}
