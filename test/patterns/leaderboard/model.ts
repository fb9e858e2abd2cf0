import type { Keep, Order } from '../../../src/patterns/leaderboard/index.js'

export interface Held {
  score: number
  tick: number
}

/** A leaderboard as one would write it without Redis: a map, sorted when it is read. */
export class Model {
  readonly held = new Map<string, Held>()

  constructor(
    readonly order: Order,
    readonly timed: boolean,
  ) {}

  submit(member: string, score: number, keep: Keep, tick: number): boolean {
    const old = this.held.get(member)?.score
    const better = old === undefined || (this.order === 'desc' ? score > old : score < old)
    if (keep === 'best' ? !better : old === score) return false
    this.held.set(member, { score, tick })
    return true
  }

  increment(member: string, by: number, tick: number): number {
    const old = this.held.get(member)
    const score = (old?.score ?? 0) + by
    if (old?.score !== score) this.held.set(member, { score, tick })
    return score
  }

  trim(count: number): number {
    const gone = this.ranking().slice(count)
    for (const { member } of gone) this.held.delete(member)
    return gone.length
  }

  ranking(): { member: string; score: number; rank: number; tick: number }[] {
    return [...this.held]
      .map(([member, held]) => ({ member, ...held }))
      .sort((a, b) => this.#compare(a, b))
      .map((entry, rank) => ({ ...entry, rank }))
  }

  #compare(a: Held & { member: string }, b: Held & { member: string }): number {
    const direction = this.order === 'desc' ? -1 : 1
    const byScore = direction * (a.score - b.score)
    const byTime = this.timed ? a.tick - b.tick : 0
    return byScore || byTime || direction * Buffer.compare(Buffer.from(a.member), Buffer.from(b.member))
  }
}
