/** A session as one would keep it without Redis. */
interface Kept {
  data: Record<string, unknown>
  userId: string | undefined
  createdAtMs: number
  expiresAtMs: number
}

/** Sessions in a map, with everything that has expired taken out before each look. */
export class Model {
  readonly #kept = new Map<number, Kept>()

  constructor(
    readonly clock: { ms: number },
    readonly idleMs: number,
    readonly absoluteMs: number,
  ) {}

  create(key: number, data: Record<string, unknown>, userId: string | undefined): void {
    const createdAtMs = this.clock.ms
    this.#kept.set(key, { data, userId, createdAtMs, expiresAtMs: this.#expiry(createdAtMs) })
  }

  get(key: number): Kept | undefined {
    const kept = this.#kept.get(key)
    return kept && kept.expiresAtMs > this.clock.ms ? kept : undefined
  }

  touch(key: number): number | null {
    const kept = this.get(key)
    if (!kept) return null
    return (kept.expiresAtMs = this.#expiry(kept.createdAtMs))
  }

  update(key: number, changes: Record<string, unknown>): boolean {
    const kept = this.get(key)
    if (!kept) return false
    const merged = Object.entries({ ...kept.data, ...changes }).filter(([, value]) => value !== undefined)
    kept.data = Object.fromEntries(merged)
    return true
  }

  rotate(key: number, to: number, userId: string | undefined): boolean {
    const kept = this.get(key)
    if (!kept) return false
    const { ms } = this.clock
    const createdAtMs = userId === undefined ? kept.createdAtMs : ms
    this.#kept.delete(key)
    this.#kept.set(to, {
      data: kept.data,
      userId: userId ?? kept.userId,
      createdAtMs,
      expiresAtMs: this.#expiry(createdAtMs),
    })
    return true
  }

  destroy(key: number): boolean {
    return this.get(key) !== undefined && this.#kept.delete(key)
  }

  list(userId: string): Kept[] {
    return this.#keysOf(userId).map((key) => this.get(key) as Kept)
  }

  destroyAll(userId: string, except: number): number {
    return this.#keysOf(userId).filter((key) => key !== except && this.destroy(key)).length
  }

  #keysOf(userId: string): number[] {
    return [...this.#kept.keys()].filter((key) => this.get(key)?.userId === userId)
  }

  #expiry(createdAtMs: number): number {
    return Math.min(this.clock.ms + this.idleMs, createdAtMs + this.absoluteMs)
  }
}
