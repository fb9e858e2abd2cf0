import { GROUP } from './hands.js'
import { fill, orderStream } from './orders.js'
import type { StreamStage } from './params.js'
import type { Job, Work } from './poisoned.js'

/** The naive worker would go on for ever. */
export const ROUNDS = 20
export const REASON = 'no such item'

/** What has become of the orders. */
export class Ledger {
  readonly done: number[] = []
  readonly tries = new Map<number, number>()
  deadLetters = 0
  readonly #entries: number
  #poison: number | undefined

  constructor(entries: number, bad: number) {
    this.#entries = entries
    this.#poison = bad
  }

  cure(): void {
    this.#poison = undefined
  }

  get job(): Job {
    return {
      handle: (order) => {
        this.tries.set(order, (this.tries.get(order) ?? 0) + 1)
        if (order === this.#poison) throw new Error(REASON)
        this.done.push(order)
      },
      onDead: () => void this.deadLetters++,
      isOver: () => this.done.length + this.deadLetters >= this.#entries,
    }
  }
}

/** Fills a stream, and lets one worker work it off. */
export async function workOff(stage: StreamStage, name: string, bad: number, work: Work): Promise<Ledger> {
  const { entries } = stage.params
  await fill(stage, name)
  await orderStream(stage, await stage.actor('shop'), name)
    .group(GROUP)
    .create()
  const ledger = new Ledger(entries, bad)
  await work(stage, name, ledger.job, ROUNDS)
  return ledger
}
