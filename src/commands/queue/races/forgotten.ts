import { NaiveReliableQueue } from '../../../patterns/queue/naive.js'
import { defineRace, type Version } from '../../../race/define.js'
import { neverLost, noWorkYet, type Work } from '../../../race/invariants.js'
import type { QueueUnderTest } from '../../../race/under-test/queue.js'
import { safeQueue, sendMail } from './shared.js'

const naive: Version<QueueUnderTest> = {
  title: 'LMOVE and LREM',
  make(redis, { prefix }) {
    const queue = new NaiveReliableQueue(redis, { name: 'mails', prefix })
    return {
      add: (id) => queue.add(id),
      take: async () => {
        const job = await queue.take()
        return job === null ? null : { id: JSON.parse(job) as string, job }
      },
      ack: ({ job }: { job: string }) => queue.ack(job),
      async giveBack({ job }: { job: string }) {
        await queue.ack(job)
        await queue.add(JSON.parse(job))
      },
    }
  },
}

export const forgotten = defineRace<QueueUnderTest, Work>({
  name: 'forgotten',
  title: 'A list that nobody looks at',
  summary:
    'The same workers, and one of them may die. The naive version moves the job into a list of those that are being done, and removes it there when it is done. So it is not lost; but nobody looks into that list, and the mail is never sent.',
  clients: 2,
  mostClients: 3,
  faults: { deaths: 1 },
  world: noWorkYet,
  setUp: async ({ api }) => void (await api.add('mail-1')),
  client: sendMail,
  invariants: [neverLost('job')],
  naive,
  safe: safeQueue,
})
