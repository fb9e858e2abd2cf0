import type { Outcome } from './define.js'
import type { Broken } from './judge.js'

/**
 * One state that orders come by. Orders that lead to the same state go on in the same way, so it is explored once and
 * counted for all of them.
 */
export interface Node {
  /** What can happen next, as written in a schedule. */
  readonly steps: readonly string[]
  /** Where each of them leads. */
  readonly next: Node[]
  /** What is wrong here. */
  readonly broken: Broken | undefined
  readonly outcomes: readonly Outcome[]
}

/** What the orders from one state on come to. */
export interface Tally {
  /** How many there are. */
  readonly orders: number
  /** How many of them break an invariant, by its claim. */
  readonly broken: ReadonlyMap<string, number>
  /** The fewest steps to the first broken one. */
  readonly shortest: readonly string[] | undefined
}

/** Counts every order without walking each: states that are shared are counted once. */
export class Tallies {
  readonly #known = new Map<Node, Tally>()

  of(node: Node): Tally {
    const known = this.#known.get(node) ?? this.#count(node)
    this.#known.set(node, known)
    return known
  }

  #count(node: Node): Tally {
    const after = node.next.map((next) => this.of(next))
    const orders = node.next.length === 0 ? 1 : sum(after.map((tally) => tally.orders))
    if (node.broken !== undefined) {
      return { orders, broken: new Map([[node.broken.claim, orders]]), shortest: [] }
    }
    const broken = new Map<string, number>()
    let shortest: readonly string[] | undefined
    after.forEach((tally, index) => {
      for (const [claim, count] of tally.broken) broken.set(claim, (broken.get(claim) ?? 0) + count)
      if (tally.shortest === undefined) return
      const way = [node.steps[index] as string, ...tally.shortest]
      if (shortest === undefined || way.length < shortest.length) shortest = way
    })
    return { orders, broken, shortest }
  }
}

export function sum(counts: Iterable<number>): number {
  let total = 0
  for (const count of counts) total += count
  return total
}

interface Found {
  /** After how many steps. */
  at: number
  broken: Broken
}

/** A whole order, and where it breaks. */
export interface BrokenOrder extends Found {
  schedule: string
}

/** Every order that breaks an invariant. */
export function* brokenOrders(root: Node): Generator<BrokenOrder> {
  yield* walk(root, [], undefined)
}

function* walk(node: Node, way: string[], found: Found | undefined): Generator<BrokenOrder> {
  const first = found ?? (node.broken && { at: way.length, broken: node.broken })
  if (node.next.length === 0) {
    if (first !== undefined) yield { schedule: way.join(''), ...first }
    return
  }
  for (const [index, next] of node.next.entries())
    yield* walk(next, [...way, node.steps[index] as string], first)
}
