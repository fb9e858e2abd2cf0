import { type Crew, Died } from './crews.js'
import { GROUP } from './hands.js'
import { fill, orderStream } from './orders.js'
import type { StreamStage } from './params.js'
import { type PendingEntry, pendingEntries } from './watch.js'

export const LATER_MS = 3_600_000

/** How a version went through the death of a worker. */
export interface Outcome {
  /** What each has worked off, in that order. */
  done: Record<'worker-1' | 'worker-2' | 'worker-3', number[]>
  /** What was pending right after the crash, and when worker-3 had come, and long after that. */
  pending: Record<'atCrash' | 'atClaim' | 'later', PendingOrder[]>
}

/** A pending entry, with the order that it holds. */
export interface PendingOrder extends PendingEntry {
  order: number
}

/** The order in the middle of which worker-1 dies. */
export function victimOf(entries: number): number {
  return Math.floor(entries / 4) + 1
}

/**
 * worker-1 takes all orders and dies. When half of the claim time is over comes one more order, and worker-2; at its end
 * comes worker-3.
 */
export async function wreck(stage: StreamStage, name: string, crew: Crew): Promise<Outcome> {
  const { entries, claimIdle } = stage.params
  const half = Math.floor(claimIdle / 2)
  const log = await orderLog(stage, name)
  const done: Outcome['done'] = { 'worker-1': [], 'worker-2': [], 'worker-3': [] }

  await crew.crash((order) => {
    if (order === victimOf(entries)) throw new Died()
    done['worker-1'].push(order)
  })
  const atCrash = await log.pending()
  await stage.clock.advance(half)
  await log.append(entries + 1)
  await crew.work(
    'worker-2',
    (order) => done['worker-2'].push(order),
    () => done['worker-2'].length > 0,
  )
  await stage.clock.advance(claimIdle - half)
  const isAllDone = () => done['worker-3'].length === atCrash.length
  await crew.work('worker-3', (order) => done['worker-3'].push(order), isAllDone)
  const atClaim = await log.pending()
  await stage.clock.advance(LATER_MS)
  return { done, pending: { atCrash, atClaim, later: await log.pending() } }
}

/** The stream, full of orders, with its group. */
async function orderLog(stage: StreamStage, name: string) {
  const ids = await fill(stage, name)
  const stream = orderStream(stage, await stage.actor('shop'), name)
  await stream.group(GROUP).create()
  return {
    async append(order: number) {
      ids.push(await stream.append(order))
    },
    async pending(): Promise<PendingOrder[]> {
      const found = await pendingEntries(stage, stream.key, GROUP)
      return found.map((entry) => ({ ...entry, order: ids.indexOf(entry.id) + 1 }))
    },
  }
}
