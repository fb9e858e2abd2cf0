import { defineRace } from '../../../race/define.js'
import type { StreamUnderTest } from '../../../race/under-test/stream.js'
import { GROUP, naiveStream, safeStream } from './shared.js'

const LAST = 2

interface Readers {
  /** The events that each client has read. They are numbered from 1. */
  read: number[][]
}

export const betweenReads = defineRace<StreamUnderTest, Readers>({
  name: 'between-reads',
  title: 'What comes between two reads',
  summary:
    'One client reads events as they come, and another one appends two. The naive reader asks each time for what is new, with $: that is the end of the stream at the moment of the call, and what was appended since the last one is never read.',
  clients: 2,
  mostClients: 3,
  mayWait: true,
  world: (clients) => ({ read: Array.from({ length: clients }, () => []) }),
  async client({ api, client }, { read }) {
    if (client === 2) {
      for (let event = 1; event <= LAST; event++) await api.append(String(event))
      return
    }
    const mine = read[client - 1] as number[]
    while (mine.at(-1) !== LAST) mine.push(...(await api.read()).map(Number))
  },
  invariants: [
    {
      claim: 'whoever has read an event reads all that follow',
      when: 'at the end',
      broken({ world }) {
        const reader = world.read.findIndex((mine) => mine.length > 0 && mine.at(-1) !== LAST)
        return reader < 0 ? undefined : `client-${reader + 1} has read event 1, and never reads event 2`
      },
    },
  ],
  naive: naiveStream('XREAD from $', (stream, { consumer }, handle) => stream.work(GROUP, consumer, handle)),
  safe: safeStream,
})
