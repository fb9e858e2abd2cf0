import type { JobState } from '../../../src/patterns/queue/index.js'

interface Held {
  state: JobState
  priority: number
  /** Its place among the waiting of its priority. */
  place: number
  attempts: number
  maxAttempts: number
  /** When the delay is over, the lease runs out, the job died, or the id is forgotten. */
  atMs: number
  /** When it came into its state, so that of equal times the order is known. */
  run: number
}

/** A queue as one would write it without Redis: a map of jobs, sorted when it is read. */
export class Model {
  readonly jobs = new Map<string, Held>()
  isPaused = false
  #sequence = 0
  #runs = 0

  constructor(
    readonly leaseMs: number,
    readonly maxDead: number,
    readonly keepMs: number,
  ) {}

  add(id: string, nowMs: number, { delayMs = 0, priority = 0, maxAttempts = 2 } = {}): JobState | 'added' {
    const known = this.jobs.get(id)
    if (known && !this.isForgettable(id, nowMs)) return known.state
    const job: Held = { state: 'waiting', priority, place: 0, attempts: 0, maxAttempts, atMs: 0, run: 0 }
    this.jobs.set(id, job)
    if (delayMs > 0) Object.assign(job, { state: 'delayed', atMs: nowMs + delayMs })
    else job.place = ++this.#sequence
    return 'added'
  }

  /** The ids that are taken, with the number of the attempt. */
  take(count: number, nowMs: number): [id: string, run: number][] {
    if (this.isPaused) return []
    this.#reclaim(nowMs)
    this.#promote(nowMs)
    const order = (a: Held, b: Held) => b.priority - a.priority || a.place - b.place
    const next = this.#in('waiting').sort(([, a], [, b]) => order(a, b))
    return next.slice(0, count).map(([id, job]) => {
      const run = ++this.#runs
      Object.assign(job, { state: 'active', attempts: job.attempts + 1, atMs: nowMs + this.leaseMs, run })
      return [id, run]
    })
  }

  ack(id: string, run: number, nowMs: number): boolean {
    return this.#settle(id, run, (job) => Object.assign(job, { state: 'done', atMs: nowMs + this.keepMs }))
  }

  fail(id: string, run: number, delayMs: number, nowMs: number): 'retried' | 'dead' | 'lost' {
    const isMine = this.#settle(id, run, (job) => {
      if (job.attempts >= job.maxAttempts) this.#bury(job, nowMs)
      else Object.assign(job, { state: 'delayed', atMs: nowMs + delayMs })
    })
    if (!isMine) return 'lost'
    return this.jobs.get(id)?.state === 'delayed' ? 'retried' : 'dead'
  }

  giveBack(id: string, run: number): boolean {
    return this.#settle(id, run, (job) =>
      Object.assign(job, { state: 'waiting', attempts: job.attempts - 1 }),
    )
  }

  extend(id: string, run: number, nowMs: number): boolean {
    return this.#settle(id, run, (job) => (job.atMs = nowMs + this.leaseMs))
  }

  /** The queue forgets these at some time of its own. */
  isForgettable(id: string, nowMs: number): boolean {
    const job = this.jobs.get(id)
    return job?.state === 'done' && job.atMs <= nowMs
  }

  remove(id: string): JobState | null {
    const state = this.jobs.get(id)?.state ?? null
    this.jobs.delete(id)
    return state
  }

  retry(id: string): number {
    const job = this.jobs.get(id)
    if (job?.state !== 'dead') return 0
    Object.assign(job, { state: 'waiting', attempts: 0, place: ++this.#sequence })
    return 1
  }

  count(state: JobState): number {
    return this.#in(state).length
  }

  #settle(id: string, run: number, change: (job: Held) => void): boolean {
    const job = this.jobs.get(id)
    if (job?.state !== 'active' || job.run !== run) return false
    change(job)
    return true
  }

  #reclaim(nowMs: number): void {
    for (const [, job] of this.#due('active', nowMs)) {
      if (job.attempts >= job.maxAttempts) this.#bury(job, nowMs)
      else job.state = 'waiting'
    }
  }

  #promote(nowMs: number): void {
    for (const [, job] of this.#due('delayed', nowMs)) {
      Object.assign(job, { state: 'waiting', place: ++this.#sequence })
    }
  }

  /** Equal times in the order of the ids, as in a sorted set. */
  #due(state: JobState, nowMs: number): [string, Held][] {
    return this.#byTime(state).filter(([, job]) => job.atMs <= nowMs)
  }

  #bury(job: Held, nowMs: number): void {
    Object.assign(job, { state: 'dead', atMs: nowMs })
    const dead = this.#byTime('dead')
    for (const [id] of dead.slice(0, Math.max(0, dead.length - this.maxDead))) this.jobs.delete(id)
  }

  #byTime(state: JobState): [string, Held][] {
    return this.#in(state).sort(([a, x], [b, y]) => x.atMs - y.atMs || (a < b ? -1 : 1))
  }

  #in(state: JobState): [string, Held][] {
    return [...this.jobs].filter(([, job]) => job.state === state)
  }
}
