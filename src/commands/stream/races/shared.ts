import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '../../../engine/engine.js'
import { EventStream, type GroupConsumer, type Tail } from '../../../patterns/stream/index.js'
import { NaiveStream } from '../../../patterns/stream/naive.js'
import type { Me, SetUp, Version } from '../../../race/define.js'
import type { Work } from '../../../race/invariants.js'
import type { StreamUnderTest } from '../../../race/under-test/stream.js'

export const IDLE_MS = 10_000
/** How long a worker waits for an event. */
const PATIENCE_MS = 1_000
export const GROUP = 'mailers'

/** The library's own stream. */
export const safeStream: Version<StreamUnderTest> = {
  title: 'EventStream of redis-patterns',
  make(redis, { prefix, now, client }) {
    const stream = new EventStream<string>(redis, { name: 'events', prefix, now })
    const group = () => stream.group(GROUP, { consumer: `worker-${client}`, claimIdleMs: IDLE_MS })
    let tail: Tail<string> | undefined
    return {
      append: (event) => stream.append(event),
      async read() {
        tail ??= stream.tail({ from: 'now' })
        const { value } = await tail.next()
        return value === undefined ? [] : [value.event]
      },
      createGroup: () => group().create(),
      work: (handle) => workOnce(group(), handle),
    }
  },
}

/** A round of a consumer that ends with its first event, or when none has come for a while. */
async function workOnce(
  consumer: GroupConsumer<string>,
  handle: (event: string) => Promise<void>,
): Promise<void> {
  const ending = new AbortController()
  const patience = setTimeout(() => ending.abort(), PATIENCE_MS)
  await consumer.run(
    ({ event }) => {
      clearTimeout(patience)
      return handle(event).finally(() => ending.abort())
    },
    { signal: ending.signal },
  )
}

type WorkRound = (
  stream: NaiveStream<string>,
  by: { redis: Connection; consumer: string },
  handle: (event: string) => Promise<void>,
) => Promise<unknown>

/** The stream of the tutorials, with one kind of worker or another. */
export function naiveStream(title: string, work: WorkRound): Version<StreamUnderTest> {
  return {
    title,
    make(redis, { prefix, client }) {
      let last = 0
      const ids = () => `${++last}-1`
      const stream = new NaiveStream<string>(redis, { name: 'events', prefix, ids })
      return {
        append: (event) => stream.append(event),
        read: async () => (await stream.readNew(0)).map(({ event }) => event),
        createGroup: () => stream.createGroup(GROUP),
        work: (handle) => work(stream, { redis, consumer: `worker-${client}` }, handle),
      }
    },
  }
}

/** There is one event, and a group of workers that has not seen it yet. */
export async function oneEvent({ api }: SetUp<StreamUnderTest>): Promise<void> {
  await api.createGroup()
  await api.append('mail-1')
}

/** A round of a worker: it sends the mail if it gets the event. */
export function sendMail({ api, act }: Me<StreamUnderTest>, world: Work): Promise<unknown> {
  return api.work((event) => act('the mail server', `sends ${event}`, () => void (world.done += 1)))
}

/** Whoever comes later finds what was left idle by then. */
export async function sendMailInTurn(me: Me<StreamUnderTest>, world: Work): Promise<void> {
  if (me.client > 1) await sleep(IDLE_MS)
  await sendMail(me, world)
}
