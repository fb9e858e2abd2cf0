import { NaiveQueue } from '../../../patterns/queue/naive.js'
import type { Version } from '../../../race/define.js'
import type { QueueUnderTest } from '../../../race/under-test/queue.js'

/** The queue of the tutorials. */
export const naiveList: Version<QueueUnderTest> = {
  title: 'LPUSH and RPOP',
  make(redis, { prefix }) {
    const queue = new NaiveQueue<{ id: string }>(redis, { name: 'mails', prefix })
    return {
      add: (id) => queue.add({ id }),
      take: () => queue.take(),
      ack: async () => {},
      giveBack: (job: { id: string }) => queue.add(job),
    }
  },
}
