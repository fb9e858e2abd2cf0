import { NaiveTopic } from '../../patterns/pubsub/naive.js'
import type { Position } from '../../patterns/stream/index.js'
import { Ear } from './ear.js'
import { idsOf, orderStream } from './orders.js'
import type { StreamStage } from './params.js'

/** For plain messages, whose order is a promise of one node only. */
const PLAIN = { toOneNode: true } as const

export const LOG = 'log'
export const SERVERS = ['web-1', 'web-2', 'web-3'] as const
export const WHO = {
  'web-1': 'always there',
  'web-2': 'away for a while',
  'web-3': 'who came late',
} as const

/** What each server has heard. */
export type Heard = Record<(typeof SERVERS)[number], number[]>

/** The orders while web-2 is there, while it is away, and when it is back. */
export interface Parts {
  before: number[]
  away: number[]
  after: number[]
}

export function channelOf({ namespace: prefix }: StreamStage) {
  return { prefix, name: 'channel' }
}

export async function overChannel(stage: StreamStage, { before, away, after }: Parts): Promise<Heard> {
  const shop = new NaiveTopic<number>(await stage.actor('shop', PLAIN), channelOf(stage))
  const ears = { 'web-1': new Ear(), 'web-2': new Ear(), 'web-3': new Ear() }
  const join = async (server: keyof Heard) =>
    new NaiveTopic<number>(await stage.actor(server, PLAIN), channelOf(stage)).subscribe(ears[server].add)
  const publish = async (some: readonly number[], ...listening: (keyof Heard)[]) => {
    for (const order of some) await shop.publish(order)
    for (const server of listening) await ears[server].until(some.at(-1)!)
  }
  await join('web-1')
  await join('web-2')
  await publish(before, 'web-1', 'web-2')
  const restore = await stage.cut('web-2')
  await publish(away, 'web-1')
  await restore()
  // The reply comes when the connection has subscribed again.
  await (await stage.actor('web-2', PLAIN)).ping()
  await publish(after, 'web-1', 'web-2')
  await join('web-3')
  return { 'web-1': ears['web-1'].heard, 'web-2': ears['web-2'].heard, 'web-3': ears['web-3'].heard }
}

/** web-1 reads as orders come, web-2 does too while it is there, and web-3 reads at the end. */
export async function overStream(stage: StreamStage, { before, away, after }: Parts): Promise<Heard> {
  const shop = orderStream(stage, await stage.actor('shop-2'), LOG, { trim: 'never' })
  const nextId = idsOf(stage)
  const heard: Heard = { 'web-1': [], 'web-2': [], 'web-3': [] }
  const append = async (some: readonly number[]) => {
    for (const order of some) await shop.append(order, { id: nextId() })
  }
  const open = async (server: keyof Heard, from: Position) => {
    const tail = orderStream(stage, await stage.actor(`${server}-log`), LOG).tail({ from })
    return {
      async readTo(order: number) {
        while (heard[server].at(-1) !== order) heard[server].push((await tail.next()).value?.event ?? order)
      },
      async leave() {
        await tail.close()
        return tail.lastId ?? 'start'
      },
    }
  }
  const [first, second] = [await open('web-1', 'start'), await open('web-2', 'start')]
  await append(before)
  await first.readTo(before.at(-1)!)
  await second.readTo(before.at(-1)!)
  const bookmark = await second.leave()
  await append(away)
  await first.readTo(away.at(-1)!)
  await append(after)
  await first.readTo(after.at(-1)!)
  await (await open('web-2', bookmark)).readTo(after.at(-1)!)
  await (await open('web-3', 'start')).readTo(after.at(-1)!)
  return heard
}
