import type { TrimPolicy } from '../../patterns/stream/index.js'
import type { Event, SparkChart } from '../../scenario/event.js'
import { idsOf, naiveStream, orders, orderStream } from './orders.js'
import type { StreamStage } from './params.js'
import { marked, table } from './tables.js'

/** A stream trims by whole nodes, which hold so many entries by default. */
export const NODE = 100
export const APART_MS = 1000

/** How often the length is looked at, about. */
const LOOKS = 40
/** So many commands of a load are shown. */
const SHOWN = 3

/** How long a stream was, again and again, while orders were appended. */
export interface Growth {
  lengths: number[]
  /** The orders that are left. */
  oldest: number
  newest: number
}

/** Several times what is kept, and several nodes. */
export function totalOf(maxlen: number): number {
  return 4 * Math.max(maxlen, NODE)
}

/** Appends all orders, and looks at the length now and then. */
export async function grow(stage: StreamStage, name: string, policy: TrimPolicy | 'never'): Promise<Growth> {
  const total = totalOf(stage.params.maxlen)
  const each = Math.ceil(total / LOOKS)
  const append = await appender(stage, name, policy)
  const watch = orderStream(stage, await stage.actor('watch', { shown: 0 }), name)
  const lengths: number[] = []
  for (const order of orders(total)) {
    await append(order)
    if (order % each === 0 || order === total) lengths.push((await watch.info()).length)
  }
  const [oldest] = await watch.range({ count: 1 })
  return { lengths, oldest: oldest?.event ?? 0, newest: total }
}

/** Ids say that the orders came one a second. No time passes for the run: nothing here depends on it. */
export async function appender(stage: StreamStage, name: string, policy: TrimPolicy | 'never') {
  const shop = await stage.actor(`shop-${name}`, { shown: SHOWN })
  let nowMs = stage.clock.now()
  const clocked = { ...stage, clock: { ...stage.clock, now: () => nowMs } }
  const nextId = idsOf(clocked)
  const naive = naiveStream(clocked, shop, name)
  const safe = orderStream(clocked, shop, name, { trim: policy })
  return async (order: number) => {
    await (policy === 'never' ? naive.append(order) : safe.append(order, { id: nextId() }))
    nowMs += APART_MS
  }
}

/** From when on it is as full as it may be. */
export function isAbout({ lengths, oldest, newest }: Growth, least: number, total: number): boolean {
  return newest === total && total - oldest >= least - 1 && Math.max(...lengths) <= least + NODE
}

export function growthTable(id: string, growths: Readonly<Record<string, Growth>>): Event {
  const rows = Object.entries(growths).map(([limit, { lengths, oldest, newest }]) => [
    limit,
    marked(lengths.at(-1) ?? 0, (lengths.at(-1) ?? 0) < newest),
    Math.max(...lengths),
    oldest,
    newest,
  ])
  return table(id, 'the stream', ['limit', 'entries#', 'at most#', 'oldest order#', 'newest order#'], rows)
}

export function growthChart(total: number, growths: Readonly<Record<string, Growth>>): SparkChart {
  const series = Object.entries(growths).map(([label, { lengths }]) => ({
    label,
    values: lengths,
    mark: lengths.at(-1) === total ? ('bad' as const) : ('good' as const),
  }))
  return {
    type: 'chart',
    id: 'trim.length',
    kind: 'spark',
    title: 'entries in the stream',
    unit: 'entries',
    each: `${Math.ceil(total / LOOKS)} orders`,
    series,
    words: `After ${total} orders: ${series.map(({ label, values }) => `${label} ${values.at(-1)}`).join(', ')} entries.`,
  }
}
