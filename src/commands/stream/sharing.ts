import { GROUP, groupHand, type Hand, loneHand, type OpenHand } from './hands.js'
import { orderStream } from './orders.js'
import type { StreamStage } from './params.js'

export const LOG = 'shared'

/** What each worker has worked on, in order. */
export type Work = Map<string, number[]>

/** How the group stood at some moment. */
export interface Moment {
  when: string
  lag: number | undefined
  pending: number
}

/** Each reads all that is there. */
export async function workAlone(stage: StreamStage, workers: readonly string[]): Promise<Work> {
  const hands = await open(stage, workers, loneHand)
  const work: Work = new Map(workers.map((worker) => [worker, []]))
  for (const [worker, hand] of hands) {
    for (let left = stage.params.entries; left > 0; left--) work.get(worker)?.push((await hand.take()).order)
    await hand.close()
  }
  return work
}

/** Whoever is free takes the next one; half of them is worked on before the first is done. */
export async function workTogether(
  stage: StreamStage,
  workers: readonly string[],
): Promise<{ work: Work; moments: Moment[] }> {
  const { entries } = stage.params
  const billing = orderStream(stage, await stage.actor('shop'), LOG).group(GROUP)
  await billing.create()
  const moments: Moment[] = []
  const note = async (when: string) => {
    moments.push({ when, lag: await billing.lag(), pending: (await billing.pending()).count })
  }
  const hands = await open(stage, workers, groupHand)
  const work: Work = new Map(workers.map((worker) => [worker, []]))
  const take = async () => {
    const worker = stage.rng.pick(workers)
    const { order, done } = await hands.get(worker)!.take()
    work.get(worker)?.push(order)
    return done
  }
  await note('nobody has read yet')
  const half: (() => Promise<void>)[] = []
  for (let taken = 0; taken < Math.floor(entries / 2); taken++) half.push(await take())
  await note('half is delivered')
  for (const done of half) await done()
  for (let left = entries - half.length; left > 0; left--) await (await take())()
  await note('all are acknowledged')
  for (const hand of hands.values()) await hand.close()
  return { work, moments }
}

async function open(
  stage: StreamStage,
  workers: readonly string[],
  how: OpenHand,
): Promise<Map<string, Hand>> {
  const hands = new Map<string, Hand>()
  for (const worker of workers) hands.set(worker, await how(stage, LOG, worker))
  return hands
}
