import { setTimeout as sleep } from 'node:timers/promises'
import { defineRace } from '../../../race/define.js'
import { neverLost, neverTwice, noWorkYet, type Work } from '../../../race/invariants.js'
import type { StreamUnderTest } from '../../../race/under-test/stream.js'
import { GROUP, IDLE_MS, naiveStream, oneEvent, safeStream, sendMail } from './shared.js'

/** Claims what was pending when it looked, whoever has it by then. */
const naive = naiveStream('XPENDING, then XCLAIM', async (stream, { redis, consumer }, handle) => {
  const { key } = stream
  const [, id] = (await redis.xpending(key, GROUP)) as [count: number, first: string | null]
  if (id === null) return stream.work(GROUP, consumer, handle)
  const claimed = (await redis.call('xclaim', [key, GROUP, consumer, 0, id])) as [
    id: string,
    fields: string[],
  ][]
  for (const [, [, event = '']] of claimed) await handle(JSON.parse(event) as string)
  return redis.xack(key, GROUP, id)
})

export const claim = defineRace<StreamUnderTest, Work>({
  name: 'claim',
  title: 'Two claim what a dead worker has left',
  summary:
    'A worker has got the only event, and was not done with it. When it has been idle for long enough, two others look for it. The naive version sees with XPENDING what is left, and takes it with XCLAIM and a least idle time of 0: also from a worker that has taken it meanwhile.',
  clients: 2,
  mostClients: 3,
  world: noWorkYet,
  async setUp(at) {
    await oneEvent(at)
    const death = Promise.reject(new Error('the worker dies'))
    // A worker that does not wait for it is wrong in this race; it should not end the program.
    death.catch(() => {})
    await at.api.work(() => death).catch(() => {})
  },
  async client(me, world) {
    await sleep(IDLE_MS)
    await sendMail(me, world)
  },
  invariants: [neverTwice('event'), neverLost('event')],
  naive,
  safe: safeStream,
})
