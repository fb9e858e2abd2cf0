import { compareIds, type TrimPolicy } from '../../patterns/stream/index.js'
import type { Event, SparkChart } from '../../scenario/event.js'
import { idsOf, naiveStream, orders, orderStream } from './orders.js'
import type { StreamScenario, StreamStage } from './params.js'
import { marked, table } from './tables.js'

/** A stream trims by whole nodes, which hold so many entries by default. */
const NODE = 100
/** How many times `--maxlen` are appended, and how often the length is looked at. */
const TIMES = 4
const LOOKS = 40
const APART_MS = 1000
/** So many commands of a load are shown. */
const SHOWN = 3

export const trim: StreamScenario = {
  name: 'trim',
  title: 'A stream grows until somebody trims it',
  summary:
    'Orders come and come. Without a limit the stream keeps them all; with one, slow readers miss some.',
  uses: ['maxlen'],
  next: [
    { command: 'redis-patterns stream trim --maxlen 500', why: 'room for slower readers' },
    { command: 'redis-patterns stream replay', why: 'read again what is still there' },
  ],
  run: playTrim,
}

/** How long a stream was, again and again, while orders were appended. */
interface Growth {
  lengths: number[]
  /** The orders that are left. */
  oldest: number
  newest: number
}

async function* playTrim(stage: StreamStage): AsyncGenerator<Event, void, void> {
  const { maxlen } = stage.params
  const total = TIMES * maxlen

  yield {
    type: 'note',
    text: `${total} orders are appended, one a second by their ids. XADD alone removes nothing, nor do XREAD and XACK: what was read and acknowledged stays. The stream has an entry for every order that ever was.`,
  }
  const naive = await grow(stage, 'no-limit', 'never')
  yield growthTable('trim.naive', { 'no limit': naive })
  yield {
    type: 'verdict',
    id: 'trim.naive',
    claim: 'without a limit the stream keeps everything',
    holds: naive.lengths.at(-1) === total,
    detail: `${naive.lengths.at(-1)} entries after ${total} orders`,
  }

  yield {
    type: 'note',
    text: `With a limit each XADD trims as well. MAXLEN ~ ${maxlen} keeps the newest ${maxlen}, about: entries lie in nodes of ${NODE}, and ~ removes whole nodes only, which costs next to nothing. MINID ~ removes what is older than some time, here ${maxlen} s.`,
  }
  const byLength = await grow(stage, 'by-length', { maxLen: maxlen })
  const byAge = await grow(stage, 'by-age', { minAgeMs: maxlen * APART_MS })
  const growths = { 'no limit': naive, 'MAXLEN ~': byLength, 'MINID ~': byAge }
  yield growthTable('trim', growths)
  yield chart(total, growths)
  yield {
    type: 'verdict',
    id: 'trim.maxlen',
    claim: `with MAXLEN ~ it keeps at least ${maxlen} and at most a node more`,
    holds: isAbout(byLength, maxlen, total),
    detail: `${byLength.lengths.at(-1)} at the end, ${Math.max(...byLength.lengths)} at most`,
  }
  yield {
    type: 'verdict',
    id: 'trim.minid',
    claim: `with MINID ~ nothing younger than ${maxlen} s is removed`,
    holds: isAbout(byAge, maxlen, total),
    detail: `${byAge.lengths.at(-1)} at the end, ${Math.max(...byAge.lengths)} at most`,
  }
  yield* slowReader(stage, total)
}

async function* slowReader(stage: StreamStage, total: number): AsyncGenerator<Event, void, void> {
  const { maxlen } = stage.params
  const half = Math.floor(maxlen / 2)
  yield {
    type: 'note',
    text: `Trimming does not ask who has read what. A reader had read ${half} orders when it fell asleep; it wakes up after all ${total} and reads on after its last id. XREAD gives what is left and says nothing of the gap. Compare the own last id with the oldest entry, or bound the stream by more than your longest outage.`,
  }
  const name = 'slow'
  const stream = orderStream(stage, await stage.actor('reader'), name)
  const append = await appender(stage, name, { maxLen: maxlen })
  const tail = stream.tail({ from: 'start' })
  const got: number[] = []
  const readTo = async (order: number) => {
    while (got.at(-1) !== order) got.push((await tail.next()).value?.event ?? order)
  }
  for (const order of orders(half)) await append(order)
  await readTo(half)
  const bookmark = tail.lastId!
  for (const order of orders(total).slice(half)) await append(order)
  const { firstId } = await stream.info()
  await readTo(total)
  const missed = total - got.length
  const isTold = compareIds(firstId!, bookmark) > 0
  yield table(
    'trim.reader',
    'the slow reader',
    ['', 'orders#'],
    [
      ['read before it slept', half],
      ['read when it woke up', got.length - half],
      ['missed', marked(missed, missed === 0)],
    ],
  )
  yield {
    type: 'verdict',
    id: 'trim.reader',
    claim: 'who reads too slowly misses what was trimmed',
    holds: missed > 0 && got[half] === half + missed + 1,
    detail: `${missed} of ${total}; after order ${half} comes order ${got[half]}`,
  }
  yield {
    type: 'verdict',
    id: 'trim.told',
    claim: 'and can see it: the oldest entry is newer than its own last id',
    holds: isTold,
    detail: `${firstId} is above ${bookmark}`,
  }
}

/** Appends all orders, and looks at the length now and then. */
async function grow(stage: StreamStage, name: string, policy: TrimPolicy | 'never'): Promise<Growth> {
  const total = TIMES * stage.params.maxlen
  const append = await appender(stage, name, policy)
  const watch = orderStream(stage, await stage.actor('watch', { shown: 0 }), name)
  const lengths: number[] = []
  for (const order of orders(total)) {
    await append(order)
    if (order % (total / LOOKS) === 0) lengths.push((await watch.info()).length)
  }
  const [oldest] = await watch.range({ count: 1 })
  return { lengths, oldest: oldest?.event ?? 0, newest: total }
}

/** Ids say that the orders came one a second. No time passes for the run: nothing here depends on it. */
async function appender(stage: StreamStage, name: string, policy: TrimPolicy | 'never') {
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
function isAbout({ lengths, oldest, newest }: Growth, least: number, total: number): boolean {
  return newest === total && total - oldest >= least - 1 && Math.max(...lengths) <= least + NODE
}

function growthTable(id: string, growths: Record<string, Growth>): Event {
  const rows = Object.entries(growths).map(([limit, { lengths, oldest, newest }]) => [
    limit,
    marked(lengths.at(-1) ?? 0, limit !== 'no limit'),
    Math.max(...lengths),
    oldest,
    newest,
  ])
  return table(id, 'the stream', ['limit', 'entries#', 'at most#', 'oldest order#', 'newest order#'], rows)
}

function chart(total: number, growths: Record<string, Growth>): SparkChart {
  const series = Object.entries(growths).map(([label, { lengths }]) => ({
    label,
    values: lengths,
    mark: label === 'no limit' ? ('bad' as const) : ('good' as const),
  }))
  return {
    type: 'chart',
    id: 'trim.length',
    kind: 'spark',
    title: 'entries in the stream',
    unit: 'entries',
    each: `${total / LOOKS} orders`,
    series,
    words: `After ${total} orders: ${series.map(({ label, values }) => `${label} ${values.at(-1)}`).join(', ')} entries.`,
  }
}
